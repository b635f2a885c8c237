// Which judgements of a customer are null, and why each is: from what was stored, what became of the models, and what the
// customer has done so far.
import { Temporal } from 'temporal-polyfill';
import type { Rules } from '../rules/rules';
import type { Judging, ModelName } from './judging';
import type { Profile } from './portraits';
import type { JudgementName, JudgementReason, ReasonCode } from './reasons';
import type { Snapshot } from './snapshots';

export type Judged = {
  readonly profile: Pick<Profile, 'hasBought' | 'firstLeadAt'>;
  readonly judging: Judging;
  readonly snapshot: Snapshot | null;
  /** The instant asked about. */
  readonly now: Temporal.Instant;
  readonly rules: Pick<Rules, 'leadScore'>;
};

/** Judged as somebody who has bought; others are judged by their answers and leads alone. */
export const isJudgedBuyer = (snapshot: Snapshot | null): snapshot is Snapshot => snapshot?.historicValue != null;

/** In the order in which a customer shows them. */
export function judgementsMissing(judged: Judged): readonly JudgementReason[] {
  const { snapshot } = judged;
  const missing = (judgement: JudgementName, value: unknown, why: () => ReasonCode): readonly JudgementReason[] =>
    value == null ? [{ judgement, code: why() }] : [];
  const ofBase = () => notOfBuyer(judged) ?? (snapshot!.inBase ? 'NOT_JUDGED_YET' : 'NOT_IN_BASE');
  const ofModels = (...models: readonly ModelName[]) => notOfBuyer(judged) ?? noModel(judged.judging, models);
  const isBuyer = isJudgedBuyer(snapshot);
  const inBase = isBuyer && snapshot.inBase;
  return [
    ...missing('tier', isBuyer ? snapshot.tier : null, ofBase),
    ...missing('rfm', isBuyer ? snapshot.rfmRecency : null, ofBase),
    ...missing('clv.predicted', isBuyer ? snapshot.predictedValue : null, () => ofModels('MBG_NBD', 'GAMMA_GAMMA')),
    ...missing('churnRisk', isBuyer ? snapshot.churnRisk : null, () => ofModels('MBG_NBD')),
    ...missing('expectedPurchases', isBuyer ? snapshot.expectedPurchases : null, () => ofModels('MBG_NBD')),
    ...missing('health', inBase ? snapshot : null, ofBase),
    ...(inBase ? missing('health.score', snapshot.healthScore, () => 'TOO_LITTLE_KNOWN') : []),
    ...missing(
      'preferredChannel',
      isBuyer ? snapshot.preferredChannel : null,
      () => notOfBuyer(judged) ?? 'NO_KNOWN_CHANNEL',
    ),
    ...missing('npsGroup', snapshot?.npsGroup, () => (isUnjudged(judged) ? 'NOT_JUDGED_YET' : 'NO_ANSWER')),
    ...missing('leadScore', snapshot?.leadScore, () => (hasOpenLead(judged) ? noScore(judged) : 'NO_LEAD')),
  ];
}

function notOfBuyer({ profile, snapshot }: Judged): ReasonCode | null {
  if (isJudgedBuyer(snapshot)) return null;
  return profile.hasBought ? 'NOT_JUDGED_YET' : 'NO_PURCHASE';
}

/** The first model that is not there tells. */
function noModel({ fits }: Judging, models: readonly ModelName[]): ReasonCode {
  for (const model of models) {
    const reason = fits.get(model);
    if (reason === undefined) return 'NO_MODEL';
    if (reason !== null) return reason as ReasonCode;
  }
  return 'NO_MODEL';
}

/** Nobody was judged, or this customer was not although it had bought. */
const isUnjudged = ({ judging, snapshot, profile }: Judged): boolean =>
  judging.judgedAt === null || (snapshot === null && profile.hasBought);

function hasOpenLead({ profile, judging, now, rules }: Judged): boolean {
  if (profile.hasBought || profile.firstLeadAt === null) return false;
  const at = judging.judgedAt === null ? now : Temporal.Instant.from(judging.judgedAt);
  const lead = Temporal.Instant.from(profile.firstLeadAt);
  return at.since(lead).total('hours') < rules.leadScore.days * 24;
}

const noScore = ({ judging, profile }: Judged): ReasonCode =>
  judging.judgedAt === null ||
  Temporal.Instant.compare(Temporal.Instant.from(profile.firstLeadAt!), Temporal.Instant.from(judging.judgedAt)) >= 0
    ? 'NOT_JUDGED_YET'
    : 'LEAD_NOT_SCORED';
