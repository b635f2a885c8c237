// How many rows a metric question has at most, and what it costs, by its arguments alone: nothing is read, and no bucket is made.
// A question that cannot be answered counts as one row: why is told when it is asked.
import type { Temporal } from 'temporal-polyfill';
import { findMetric } from '../../metrics/catalog';
import { measuresOf } from '../../metrics/metric';
import type { Calendar, Grain } from '../../model/calendar';
import { findDimension } from '../../model/dimensions';
import { sizeOfFilter } from '../../model/filter-size';
import type { FilterArguments } from '../../model/filters';
import { memberPlace } from '../../model/member-places';
import { todayOf } from '../../model/now';
import type { PeriodArguments } from '../../model/period-forms';
import { resolvePeriod } from '../../model/periods';
import { statementsFor } from '../../query/plan/plan';
import type { Level } from '../../query/plan/query-plan';
import { mostGroups, mostRows, usualRows } from '../../query/question/metric-query';
import type { MetricQuestion } from '../../query/question/metric-question';
import type { QuerySettings } from '../../query/question/scope';

/** What an estimate rests on. `members`: how many a dimension has, with none of them; undefined: not counted. */
export type Around = {
  readonly settings: QuerySettings;
  readonly now: Temporal.Instant;
  readonly members: (dimension: string) => number | undefined;
  /** The filter of a saved segment, if there is one. */
  readonly segmentOf: (name: string) => FilterArguments | undefined;
};

export type QuestionSize = {
  readonly rows: number;
  readonly totals: number;
  readonly dimensions: number;
  readonly comparisons: number;
  readonly cost: number;
};

/** Groups of which reading and keeping takes about as long as a statement by itself. */
const groupsPerUnit = 1_000;
const windowPerUnit = 10;
/** A condition on customers is a statement by itself, with a group for each of them. */
const costOfCondition = 25;
/** Branches and members of a filter, each of which is read, compared and sent along. */
const partsPerUnit = 100;

export function questionSize(question: MetricQuestion, around: Around): QuestionSize {
  const by = question.by ?? [];
  const comparisons = question.compare?.length ?? 0;
  const periods = periodsOf(question.period, question.grain, around);
  const slices = slicesByDepth(by, question.top?.n, around);
  const groups = (depth: number, buckets: number): number => Math.min(slices[depth]! * buckets, mostGroups);
  const first = Math.min(Math.max(question.first ?? usualRows, 1), mostRows);
  const rows = Math.min(first, groups(by.length, periods));
  const levels = [{ depth: by.length, buckets: periods }, ...levelsOfTotals(question, by.length, periods)];
  const totals = levels.slice(1).reduce((sum, { depth, buckets }) => sum + groups(depth, buckets), 0);
  const read = 1 + comparisons + unitsOfWindow(question) / windowPerUnit;
  const perStatement = levels.reduce(
    (sum, { depth, buckets }) => sum + read + (groups(depth, buckets) * (1 + comparisons)) / groupsPerUnit,
    question.top == null ? 0 : read,
  );
  const cost = Math.ceil(statementsOf(question) * perStatement) + costOfFilter(question.where, around);
  return { rows, totals, dimensions: by.length, comparisons, cost };
}

const levelsOfTotals = (
  { totals, grain }: MetricQuestion,
  depth: number,
  periods: number,
): readonly { readonly depth: number; readonly buckets: number }[] => {
  const whole = grain == null ? 0 : 1;
  if (totals === 'GRAND') return [{ depth: 0, buckets: 1 }];
  if (totals !== 'ROLLUP') return [];
  const inner = Array.from({ length: depth }, (_, kept) => ({ depth: kept, buckets: periods + whole }));
  return whole === 1 ? [...inner, { depth, buckets: 1 }] : inner;
};

/** How many slices there are by the first so many dimensions, none of them being one. */
function slicesByDepth(by: readonly string[], top: number | undefined, { members }: Around): readonly number[] {
  const slices = [1];
  const byCustomer = by.includes('CUSTOMER');
  for (const [place, id] of by.entries()) {
    const known = members(id) ?? Number.POSITIVE_INFINITY;
    // What a customer is follows from the customer, but for the tags, of which it has several, and what it was before.
    const own = byCustomer && id !== 'CUSTOMER' && isOfCustomer(id) ? Math.min(known, id === 'TAG' ? 5 : 2) : known;
    slices.push(slices[place]! * (place === 0 && top !== undefined ? Math.min(own, top + 1) : own));
  }
  return slices;
}

const isOfCustomer = (id: string): boolean => {
  const dimension = findDimension(id);
  return dimension !== undefined && memberPlace(dimension).of === 'customer';
};

/** The periods of a grain that have begun; one where the days cannot be told. */
export function periodsOf(
  period: PeriodArguments,
  grain: string | null | undefined,
  { settings, now }: Pick<Around, 'settings' | 'now'>,
): number {
  if (grain == null) return 1;
  const calendar: Calendar = {
    timezone: settings.timeZone,
    weekStart: settings.weekStart,
    fiscalYearStartMonth: settings.fiscalYearStartMonth,
  };
  try {
    const resolved = resolvePeriod(period, calendar, now);
    const { from, to } = resolved.period;
    const today = todayOf(resolved.now, resolved.period.calendar.timezone);
    const until = today.until(to).days > 0 ? today : to;
    return Math.max(1, unitsBetween(from, until, grain as Grain, resolved.period.calendar));
  } catch {
    return 1;
  }
}

/** Calendar units that two days and those between them touch; of weeks perhaps one more. */
function unitsBetween(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  grain: Grain,
  { fiscalYearStartMonth }: Calendar,
): number {
  const days = from.until(to, { largestUnit: 'day' }).days + 1;
  const monthOf = ({ year, month }: Temporal.PlainDate): number => year * 12 + month - fiscalYearStartMonth;
  const months = { MONTH: 1, QUARTER: 3, YEAR: 12 };
  if (grain === 'DAY') return days;
  if (grain === 'WEEK') return Math.ceil(days / 7) + 1;
  return Math.floor(monthOf(to) / months[grain]) - Math.floor(monthOf(from) / months[grain]) + 1;
}

const daysOfUnit: Readonly<Record<string, number>> = { DAY: 1, WEEK: 7, MONTH: 30, QUARTER: 91, YEAR: 365 };

/** In how many periods of the grain a fact counts because of a window. */
function unitsOfWindow({ window, grain }: MetricQuestion): number {
  if (window == null) return 0;
  const own = daysOfUnit[grain ?? 'YEAR'] ?? 1;
  const days = window.cumulative == null ? (window.trailing ?? 1) * daysOf(window.unit) : daysOf(window.cumulative);
  return days / own;
}

const daysOf = (unit: string | null | undefined): number => daysOfUnit[unit ?? 'DAY'] ?? 1;

const oneLevel: Level = { name: 'estimate', by: [], buckets: [], roles: [], top: null };

/** How many statements measure one level: those of the metrics shown, ordered by and chosen by. */
function statementsOf({ metrics, orderBy, having, top }: MetricQuestion): number {
  const asked = [
    ...metrics,
    ...(orderBy ?? []).flatMap(({ metric }) => metric ?? []),
    ...(having ?? []).map(({ metric }) => metric),
    ...(top == null ? [] : [top.metric]),
  ];
  const definitions = [...new Set(asked)].flatMap((name) => findMetric(name) ?? []);
  return statementsFor(
    oneLevel,
    definitions.flatMap(({ formula }) => measuresOf(formula)),
  ).length;
}

/** What a filter costs: its conditions on metrics, those of its segments and those within others too, and how long it is. */
export function costOfFilter(where: FilterArguments | null | undefined, { segmentOf }: Around): number {
  if (where == null) return 0;
  const { branches, conditions, members } = sizeOfFilter(where, segmentOf);
  return costOfCondition * conditions + Math.floor((branches + members) / partsPerUnit);
}
