// The health of a customer of the base: score, band and every part with its weight, its score (null: missing) and a sentence
// that says why.

import type { Label } from '../../model/dimension';
import type { HealthBand } from '../../model/judgements';
import type { HealthPartName } from '../judgements/health-parts';
import type { Rules } from '../rules/rules';
import { healthSentence, type SentenceSettings } from './health-sentences';
import { isJudgedBuyer } from './judgements-missing';
import type { Snapshot } from './snapshots';

export type HealthPart = {
  readonly name: HealthPartName;
  readonly weight: number;
  readonly score: number | null;
  readonly reason: Label;
};

/** Score and band are null when too little is known. */
export type Health = {
  readonly score: number | null;
  readonly band: HealthBand | null;
  /** Worked out when they are asked for: the sentences take longer than all the rest. */
  readonly parts: () => readonly HealthPart[];
};

const scoreOf: Readonly<Record<HealthPartName, (snapshot: Snapshot) => number | null>> = {
  recency: ({ healthRecency }) => healthRecency,
  frequency: ({ healthFrequency }) => healthFrequency,
  engagement: ({ healthEngagement }) => healthEngagement,
  satisfaction: ({ healthSatisfaction }) => healthSatisfaction,
  complaints: ({ healthComplaints }) => healthComplaints,
  terms: ({ healthTerms }) => healthTerms,
};

/** Null outside the base. */
export function healthOf(snapshot: Snapshot | null, settings: SentenceSettings, { health }: Rules): Health | null {
  if (!isJudgedBuyer(snapshot) || !snapshot.inBase) return null;
  return {
    score: snapshot.healthScore,
    band: snapshot.healthBand as HealthBand | null,
    parts: () =>
      (Object.keys(scoreOf) as HealthPartName[]).map((name) => {
        const score = scoreOf[name](snapshot);
        return { name, weight: health.weights[name], score, reason: healthSentence(name, score, snapshot, settings) };
      }),
  };
}
