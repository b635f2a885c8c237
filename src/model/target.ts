// What a target is and which apply: rows of one metric for the company or one member, from one day to another, both
// inclusive, days of the question's calendar. Nothing here knows metrics or tables. Pure functions.
import { Decimal } from 'decimal.js';
import { Temporal } from 'temporal-polyfill';
import { UserError } from '../errors';
import { refuseArgument } from './choose-argument';
import { decimalReader, digitsBeforePoint } from './decimal-text';
import { parseDate } from './parse-date';

export type TargetRow = {
  /** The metric's id (churnRate). */
  readonly metric: string;
  readonly from: string;
  readonly to: string;
  /** An exact decimal. */
  readonly value: string;
  /** Both null: the whole company. */
  readonly dimension: string | null;
  readonly member: string | null;
};

/** Days, both inclusive. */
export type TargetPeriod = { readonly first: string; readonly last: string };

/** What a row of an answer stands for: the company, one member, or a slice that cannot have targets of its own. */
export type TargetSlice =
  | { readonly kind: 'company' }
  | { readonly kind: 'member'; readonly dimension: string; readonly member: string }
  | { readonly kind: 'none' };

/** A filter leaves a part of the company, and a missing member, Other and several dimensions are parts without a plan. */
export function targetSliceOf(
  keys: readonly { readonly dimension: string; readonly value: string | null }[],
  filtered: boolean,
): TargetSlice {
  if (filtered || keys.length > 1) return { kind: 'none' };
  const [key] = keys;
  if (key === undefined) return { kind: 'company' };
  return key.value === null ? { kind: 'none' } : { kind: 'member', dimension: key.dimension, member: key.value };
}

/** The targets of a metric for a slice; in no particular order. */
export type Targets = (metric: string, slice: TargetSlice) => readonly TargetRow[];

const keyOf = (metric: string, dimension: string | null, member: string | null): string =>
  JSON.stringify([metric, dimension, member]);

export function targetsOf(rows: readonly TargetRow[]): Targets {
  const known = new Map<string, TargetRow[]>();
  const withTargets = new Set<string>();
  for (const row of rows) {
    const key = keyOf(row.metric, row.dimension, row.member);
    const group = known.get(key);
    if (group === undefined) known.set(key, [row]);
    else group.push(row);
    withTargets.add(row.metric);
  }
  return (metric, slice) => {
    if (slice.kind === 'none' || !withTargets.has(metric)) return [];
    const [dimension, member] = slice.kind === 'company' ? [null, null] : [slice.dimension, slice.member];
    return known.get(keyOf(metric, dimension, member)) ?? [];
  };
}

/** The days of a target as they are kept. Throws INVALID_PERIOD. */
export function checkTargetDays(from: string, to: string): { readonly from: string; readonly to: string } {
  const days = { from: parseDate('from', from).toString(), to: parseDate('to', to).toString() };
  if (days.to < days.from)
    throw new UserError('INVALID_PERIOD', {
      problem: `The target ends on ${days.to}, before it starts on ${days.from}.`,
      hint: 'Swap from and to.',
    });
  return days;
}

const decimals = 4;
const readValue = decimalReader(decimals);

/** Nothing is rounded: a value that cannot be kept to its last digit is refused. */
export function checkTargetValue(value: string): string {
  const decimal = readValue(value);
  if (typeof decimal === 'string') return decimal;
  const hint = `Give a number of at most ${digitsBeforePoint(decimals)} digits before the point and ${decimals} after it.`;
  switch (decimal.kind) {
    case 'notANumber':
      return refuseArgument('value', `"${value}" is not a number`, hint);
    case 'tooPrecise':
      return refuseArgument('value', `${value} has too many decimals`, hint);
    case 'tooLarge':
      return refuseArgument('value', `${value} is too large`, hint);
    default:
      return decimal.kind satisfies never;
  }
}

const lengthOf = ({ from, to }: TargetRow): number => Date.parse(to) - Date.parse(from);
const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

const earliestFirst = (left: TargetRow, right: TargetRow): number => compareText(left.from, right.from);
/** Of equally short ones the earliest. */
const shortestFirst = (left: TargetRow, right: TargetRow): number =>
  lengthOf(left) - lengthOf(right) || earliestFirst(left, right);

const dayAfter = (date: string): string => Temporal.PlainDate.from(date).add({ days: 1 }).toString();

type Tiling = { readonly tiles: number; readonly sum: Decimal };

/** The sum of rows that follow each other without gap or overlap from the first day to the last: the fewest that do, the longest first; null if none do. */
export function sumOfTiles(rows: readonly TargetRow[], { first, last }: TargetPeriod): Decimal | null {
  const within = rows
    .filter(({ from, to }) => first <= from && to <= last)
    .sort((left, right) => earliestFirst(right, left) || shortestFirst(right, left));
  /** From a day to the last. */
  const tilings = new Map<string, Tiling>();
  for (const { from, to, value } of within) {
    const rest = to === last ? { tiles: 0, sum: new Decimal(0) } : tilings.get(dayAfter(to));
    if (rest === undefined) continue;
    const known = tilings.get(from);
    if (known === undefined || rest.tiles + 1 < known.tiles)
      tilings.set(from, { tiles: rest.tiles + 1, sum: rest.sum.plus(value) });
  }
  return tilings.get(first)?.sum ?? null;
}

/** The shortest row that covers every day, the earliest of equally short ones; null if none does. */
export const narrowestOf = (rows: readonly TargetRow[], { first, last }: TargetPeriod): TargetRow | null =>
  rows.filter(({ from, to }) => from <= first && last <= to).sort(shortestFirst)[0] ?? null;

/** Those that lie in the days, the shortest first (then the earliest), skipping any that overlaps one already used; in the order of their days. */
export function targetsUsed(rows: readonly TargetRow[], { first, last }: TargetPeriod): readonly TargetRow[] {
  const candidates = rows.filter(({ from, to }) => first <= from && to <= last).sort(shortestFirst);
  const used: TargetRow[] = [];
  for (const candidate of candidates)
    if (!used.some(({ from, to }) => candidate.from <= to && from <= candidate.to)) used.push(candidate);
  return used.sort(earliestFirst);
}

/** Their sum to the last digit, as a decimal. */
export const sumOfTargets = (rows: readonly TargetRow[]): string =>
  rows.reduce((sum, { value }) => sum.plus(value), new Decimal(0)).toFixed();
