// Everybody judged at one instant: models, reference base, ranks, scores and labels, in the order in which one needs the other.
// What was taken at the last month-end is handed on to the instants after it.
import type { LifecycleStage, NpsGroup, RfmSegment, RiskBand, Tier } from '../../model/judgements';
import type { Evidence } from '../history/evidence';
import type { EvidenceTable } from '../history/evidence-table';
import type { JudgementInstant } from '../history/judgement-instant';
import type { Rules } from '../rules/rules';
import { type Health, healthOf } from './health';
import { type LeadHistory, type LeadScore, leadScores } from './lead-score';
import { lifecycleStageOf } from './lifecycle-stage';
import { fitModels, type ModelsAt, modelsAt } from './models-at';
import { npsGroupOf } from './nps-group';
import { type Prediction, predict, type TermShare } from './prediction';
import { type RankedValues, rankedValues } from './rank';
import { isEmpty, type Predicted, type ReferenceBase, referenceBase } from './reference-base';
import { type Rfm, rfmOf, rfmSegmentOf } from './rfm';
import { riskBandOf } from './risk-band';
import { tierOf, tierScore } from './tier';

/** What those are judged by who are judged after a month-end and before the next. */
export type Standing = {
  readonly models: ModelsAt;
  readonly base: ReferenceBase;
  /** Tier scores of the reference base. */
  readonly scores: RankedValues;
};

/** Of a customer without a purchase only the answer to nps and the score of its lead. */
export type Judgement = {
  readonly customerNo: number;
  readonly evidence: Evidence | null;
  readonly prediction: Prediction | null;
  readonly stage: LifecycleStage | null;
  readonly ofBase: BaseJudgement | null;
  readonly npsGroup: NpsGroup | null;
  readonly lead: LeadScore | null;
};

/** What is said of customers in the base alone. */
export type BaseJudgement = {
  readonly tierScore: number | null;
  readonly tier: Tier | null;
  readonly rfm: Rfm | null;
  readonly rfmSegment: RfmSegment | null;
  readonly riskBand: RiskBand | null;
  readonly health: Health;
};

export type JudgedInstant = {
  readonly standing: Standing;
  readonly judgements: Iterable<Judgement>;
};

export type ToJudge = {
  readonly instant: JudgementInstant;
  readonly evidence: EvidenceTable;
  readonly leads: readonly LeadHistory[];
  readonly terms: TermShare;
  /** Of the last month-end; null at a month-end, which takes its own. */
  readonly standing: Standing | null;
};

/** `dormantAfterDays` is the rhythm of who bought once. */
export function judgeEverybody(toJudge: ToJudge, dormantAfterDays: number, rules: Rules): JudgedInstant {
  const { instant, terms } = toJudge;
  const evidence = Array.from({ length: toJudge.evidence.size() }, (_, row) => toJudge.evidence.evidence(row));
  const models = toJudge.standing?.models ?? modelsAt(fitModels(evidence, rules), rules);
  const predicted = evidence.map((each): Predicted | null =>
    each.hasBought ? { evidence: each, prediction: predict(each, models, terms, rules) } : null,
  );
  const standing = standingOf(toJudge, predicted, models, rules);
  const leads = new Map(leadScores(toJudge.leads, instant, rules));
  return {
    standing,
    judgements: judgementsOf(toJudge, evidence, predicted, standing, leads, dormantAfterDays, rules),
  };
}

/** Of the last month-end, unless its base was empty: then of the instant itself. */
function standingOf(
  { instant, standing }: ToJudge,
  predicted: readonly (Predicted | null)[],
  models: ModelsAt,
  rules: Rules,
): Standing {
  if (standing !== null && !isEmpty(standing.base)) return standing;
  const inBase = predicted.filter((each): each is Predicted => each?.evidence.isInBase ?? false);
  const base = referenceBase(inBase, instant.date);
  const scores = inBase.map((each) => tierScore(each, base, rules)).filter((score) => score !== null);
  return { models, base, scores: rankedValues(scores) };
}

function* judgementsOf(
  { instant, evidence: table }: ToJudge,
  evidence: readonly Evidence[],
  predicted: readonly (Predicted | null)[],
  standing: Standing,
  leads: Map<number, LeadScore>,
  dormantAfterDays: number,
  rules: Rules,
): Generator<Judgement> {
  for (const [row, own] of evidence.entries()) {
    const customerNo = table.customerNo(row);
    const lead = leads.get(customerNo) ?? null;
    leads.delete(customerNo);
    const npsGroup = npsGroupOf(own.nps, rules);
    const bought = predicted[row] ?? null;
    if (bought === null) {
      yield { customerNo, evidence: null, prediction: null, stage: null, ofBase: null, npsGroup, lead };
      continue;
    }
    yield {
      customerNo,
      evidence: own,
      prediction: bought.prediction,
      stage: lifecycleStageOf(own),
      ofBase: own.isInBase ? ofBase(bought, instant, standing, dormantAfterDays, rules) : null,
      npsGroup,
      lead,
    };
  }
  for (const [customerNo, lead] of leads)
    yield { customerNo, evidence: null, prediction: null, stage: null, ofBase: null, npsGroup: null, lead };
}

function ofBase(
  each: Predicted,
  instant: JudgementInstant,
  { base, scores }: Standing,
  dormantAfterDays: number,
  rules: Rules,
): BaseJudgement {
  const score = tierScore(each, base, rules);
  const rfm = rfmOf(each.evidence, base);
  return {
    tierScore: score,
    tier: tierOf(score, scores, rules),
    rfm,
    rfmSegment: rfm === null ? null : rfmSegmentOf(rfm),
    riskBand: riskBandOf(each.prediction.churnRisk, rules),
    health: healthOf(each.evidence, instant, dormantAfterDays, rules),
  };
}
