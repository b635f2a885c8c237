// Holds what an answer shows beside a value against the naive evaluator: its last digits, its interval, its share of
// the total, its target and whether a change is good news. Counts what there was to compare, for agreement about nothing proves nothing.
import type { ComparisonAnswer, MetricValue } from '../../src/query/question/metrics-result';
import { parseDecimal } from './naive/exact';
import { betterOf } from './naive/metrics/columns';
import type { NaiveRow } from './naive/question';
import type { NaiveTarget } from './naive/targets';

/** How often each kind of thing was there for both. */
export type Tally = Map<string, number>;

export const tallied = (tally: Tally, kind: string): void => {
  tally.set(kind, (tally.get(kind) ?? 0) + 1);
};

/** Counts and money are exact; quotients agree to ten digits. */
export function same(left: number | string | boolean | null, right: number | string | boolean | null): boolean {
  if (typeof left !== 'number' || typeof right !== 'number') return left === right;
  return Math.abs(left - right) <= 1e-10 * Math.max(1, Math.abs(left), Math.abs(right));
}

export function besideDiffers(
  metric: string,
  engine: MetricValue,
  naive: NaiveRow,
  asksForShares: boolean,
  tally: Tally,
): readonly string[] {
  const interval = naive.values[metric]?.interval ?? null;
  const ends = (['low', 'high'] as const).filter(
    (end) => !same(engine.interval?.[end] ?? null, interval?.[end] ?? null),
  );
  if (interval !== null) tallied(tally, metric === 'NPS' ? 'interval of nps' : 'interval');
  const share = naive.shares[metric] ?? null;
  if (share !== null && asksForShares) tallied(tally, 'share');
  const exact = naive.values[metric]?.exact;
  const isExact = exact === undefined || (engine.exact !== null && parseDecimal(engine.exact) === exact);
  return [
    ...(isExact ? [] : [`exact: engine ${engine.exact}, naive ${exact} ten-thousandths`]),
    ...ends.map((end) => `interval ${end}: engine ${engine.interval?.[end]}, naive ${interval?.[end]}`),
    ...(!asksForShares || same(engine.share, share) ? [] : [`share: engine ${engine.share}, naive ${share}`]),
    ...targetDiffers(metric, engine, naive, tally),
  ];
}

function targetDiffers(metric: string, { value, target }: MetricValue, row: NaiveRow, tally: Tally): readonly string[] {
  const naive = row.targets[metric] ?? null;
  const shown = `target: engine ${JSON.stringify(target)}, naive ${JSON.stringify(naive)}`;
  if (target === null || naive === null) return target === null && naive === null ? [] : [shown];
  const of = row.keys.length === 0 ? 'the company' : 'a member';
  tallied(tally, naive.bound === null ? `target of ${of}` : 'target by default');
  if (!naive.values.some((choice) => same(choice, target.value))) return [shown];
  const attainment = value === null || target.value === 0 ? null : (value / target.value) * 100;
  const met = isMet(metric, value, target.value, naive.bound);
  return [
    ...(same(attainment, target.attainment) ? [] : [`${shown}, attainment ${attainment}`]),
    ...(met === undefined || met === target.met ? [] : [`${shown} of ${value}, met ${met}`]),
  ];
}

/** A target that somebody set is met when reached; a default one as it is written. */
function isMet(
  metric: string,
  value: number | null,
  target: number,
  bound: NaiveTarget['bound'],
): boolean | null | undefined {
  const better = betterOf(metric);
  if (value === null || better === 'NEUTRAL') return null;
  // A quotient that lies on its target to the last digit but one is no question of definitions.
  if (value !== target && same(value, target)) return undefined;
  if (value === target) return bound === null || bound === '>=';
  return better === 'DOWN' ? value < target : value > target;
}

/** No change is neither good news nor bad: what is said of it is left open, but good it is not. */
export function newsDiffers(
  metric: string,
  engine: ComparisonAnswer,
  change: number | null,
  tally: Tally,
): readonly string[] {
  const direction = betterOf(metric);
  const told = `better: engine ${engine.better} for a change of ${change}`;
  if (change === null || direction === 'NEUTRAL') return engine.better === null ? [] : [told];
  if (same(engine.value, (engine.value ?? 0) + change)) return [];
  tallied(tally, 'change');
  return engine.better === (direction === 'UP' ? change > 0 : change < 0) ? [] : [told];
}

/** Agreement about nothing would prove nothing. */
export function expectSome(tally: Tally, kinds: readonly string[]): void {
  const counts = Object.fromEntries([...tally].sort());
  if (process.env.RANDOM_QUESTIONS !== undefined) process.stdout.write(`compared: ${JSON.stringify(counts)}\n`);
  else expect(Math.min(...kinds.map((kind) => tally.get(kind) ?? 0))).toBeGreaterThan(20);
}
