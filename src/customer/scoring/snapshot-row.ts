// A judgement as a row of customer_snapshot, in the text that COPY takes.
import type { Evidence } from '../history/evidence';
import type { JudgementInstant } from '../history/judgement-instant';
import { purchaseRhythm } from '../judgements/health-parts';
import type { Judgement } from '../judgements/judge';
import type { Rules } from '../rules/rules';

type Cell = string | number | boolean | null;

type Surroundings = { readonly instant: JudgementInstant; readonly dormantAfterDays: number; readonly rules: Rules };

/** Of every customer. */
const common: readonly (readonly [string, (judgement: Judgement, around: Surroundings) => Cell])[] = [
  ['customer_no', ({ customerNo }) => customerNo],
  ['month_end', (_, { instant }) => instant.monthEnd],
  ['in_base', ({ evidence }) => evidence?.isInBase ?? false],
  ['lifecycle_stage', ({ stage }) => stage],
  ['alive', ({ prediction }) => prediction?.alive ?? null],
  ['churn_risk', ({ prediction }) => prediction?.churnRisk ?? null],
  ['expected_purchases', ({ prediction }) => prediction?.expectedPurchases ?? null],
  ['predicted_value', ({ prediction }) => prediction?.predictedValue ?? null],
  ['risk_band', ({ ofBase }) => ofBase?.riskBand ?? null],
  ['tier_score', ({ ofBase }) => ofBase?.tierScore ?? null],
  ['tier', ({ ofBase }) => ofBase?.tier ?? null],
  ['rfm_recency', ({ ofBase }) => ofBase?.rfm?.recency ?? null],
  ['rfm_frequency', ({ ofBase }) => ofBase?.rfm?.frequency ?? null],
  ['rfm_monetary', ({ ofBase }) => ofBase?.rfm?.monetary ?? null],
  ['rfm_segment', ({ ofBase }) => ofBase?.rfmSegment ?? null],
  ['nps_group', ({ npsGroup }) => npsGroup],
  ['lead_score', ({ lead }) => lead?.score ?? null],
  ['lead_score_band', ({ lead }) => lead?.band ?? null],
  ['health_score', ({ ofBase }) => ofBase?.health.score ?? null],
  ['health_band', ({ ofBase }) => ofBase?.health.band ?? null],
  ['health_recency', ({ ofBase }) => ofBase?.health.parts.recency ?? null],
  ['health_frequency', ({ ofBase }) => ofBase?.health.parts.frequency ?? null],
  ['health_engagement', ({ ofBase }) => ofBase?.health.parts.engagement ?? null],
  ['health_satisfaction', ({ ofBase }) => ofBase?.health.parts.satisfaction ?? null],
  ['health_complaints', ({ ofBase }) => ofBase?.health.parts.complaints ?? null],
  ['health_terms', ({ ofBase }) => ofBase?.health.parts.terms ?? null],
];

/** Of those with a purchase. */
const known: readonly (readonly [string, (evidence: Evidence, around: Surroundings) => Cell])[] = [
  ['historic_value', ({ historicValue }) => money(historicValue)],
  ['contribution', ({ contribution }) => money(contribution)],
  ['activity', ({ activity }) => activity],
  ['loyalty', ({ loyalty }) => loyalty],
  ['preferred_channel_no', ({ preferredChannel }) => (preferredChannel === 0 ? null : preferredChannel)],
  ['under_term', ({ isUnderTerm }) => isUnderTerm],
  ['days_since_purchase', ({ lastPurchaseDay }, { instant }) => instant.date - lastPurchaseDay],
  [
    'purchase_rhythm_days',
    (evidence, { dormantAfterDays, rules }) =>
      evidence.repeats === 0 ? null : purchaseRhythm(evidence, dormantAfterDays, rules),
  ],
  ['orders_last_half_year', ({ ordersLastHalfYear }) => ordersLastHalfYear],
  ['orders_half_year_before', ({ ordersHalfYearBefore }) => ordersHalfYearBefore],
  ['engaged_days_last_quarter', ({ engagedDays }) => engagedDays],
  ['engaged_days_quarter_before', ({ engagedDaysBefore }) => engagedDaysBefore],
  ['last_nps', ({ lastNps }) => answer(lastNps)],
  ['last_csat', ({ lastCsat }) => answer(lastCsat)],
  ['last_ces', ({ lastCes }) => answer(lastCes)],
  ['complaints', ({ complaints }) => complaints],
  ['last_term_end', ({ termEnd }) => (Number.isNaN(termEnd) ? null : instantText(termEnd))],
];

const answer = (score: number): number | null => (Number.isNaN(score) ? null : score);

/** Ten-thousandths as a decimal, exactly. */
function money(units: number): string {
  const digits = Math.abs(units).toString().padStart(5, '0');
  return `${units < 0 ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

/** Microseconds since 1970 as RFC 3339. */
function instantText(microseconds: number): string {
  const milliseconds = Math.floor(microseconds / 1000);
  const rest = String(microseconds - milliseconds * 1000).padStart(3, '0');
  return new Date(milliseconds).toISOString().replace('Z', `${rest}Z`);
}

export const snapshotColumns: readonly string[] = [...common, ...known].map(([name]) => name);

const cellText = (value: Cell): string =>
  value === null ? '\\N' : typeof value === 'boolean' ? (value ? 't' : 'f') : String(value);

/** A line of COPY, in the order of `snapshotColumns`. No value holds a tab or a line end. */
export function snapshotLine(judgement: Judgement, around: Surroundings): string {
  const { evidence } = judgement;
  const cells = common.map(([, value]) => cellText(value(judgement, around)));
  for (const [, value] of known) cells.push(evidence === null ? '\\N' : cellText(value(evidence, around)));
  return `${cells.join('\t')}\n`;
}
