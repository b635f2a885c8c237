// The judgements by which one slices and filters, as attributes of a customer at an instant.
import { type Customer, firstPurchase } from '../customers';
import type { Member } from '../dimensions';
import type { Instant } from '../time';
import type { World } from '../world';
import type { Judgement } from './judge';
import { judgementAt } from './speaking';

const ofJudgement: Readonly<Record<string, (judgement: Judgement) => Member | number | undefined>> = {
  TIER: ({ tier }) => tier,
  LIFECYCLE_STAGE: ({ lifecycleStage }) => lifecycleStage,
  HEALTH_BAND: ({ health }) => health?.band,
  RISK_BAND: ({ riskBand }) => riskBand,
  RFM_SEGMENT: ({ rfmSegment }) => rfmSegment,
  RFM_RECENCY: ({ rfm }) => rfm?.recency,
  RFM_FREQUENCY: ({ rfm }) => rfm?.frequency,
  RFM_MONETARY: ({ rfm }) => rfm?.monetary,
  NPS_GROUP: ({ npsGroup }) => npsGroup,
  LEAD_SCORE_BAND: ({ leadScoreBand }) => leadScoreBand,
};

export const scoredDimensions: readonly string[] = Object.keys(ofJudgement);
export const scoredNumbers: readonly string[] = ['RFM_RECENCY', 'RFM_FREQUENCY', 'RFM_MONETARY'];

export function scoredMember(dimension: string, customer: Customer, at: Instant, world: World): Member {
  const judgement = judgementAt(world, customer, at);
  const member = judgement === null ? null : ofJudgement[dimension]?.(judgement);
  if (member != null) return String(member);
  return dimension === 'LIFECYCLE_STAGE' ? stageWithoutJudgement(customer, at) : null;
}

function stageWithoutJudgement(customer: Customer, at: Instant): Member {
  const first = firstPurchase(customer);
  return first !== null && first.at <= at ? 'NEW' : 'LEAD';
}
