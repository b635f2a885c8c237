// What is looked at, from when and by whom: the part of a question that statements are made of, checked and frozen. Metric
// questions, funnels, cohorts and lists of members have one each; whatever reads data is given a Scope and nothing else.
import type { Temporal } from 'temporal-polyfill';
import { UserError } from '../../errors';
import type { Used } from '../../metrics/catalog';
import { type Bucket, bucketsOf, type Window } from '../../model/buckets';
import type { BusinessSettings } from '../../model/business-settings';
import { type Calendar, earlierDay, firstDay, type Grain, grains, type WeekStart } from '../../model/calendar';
import { chooseName, refuseArgument } from '../../model/choose-argument';
import { type DimensionDefinition, dimensions, findDimension } from '../../model/dimensions';
import { type Checked, collectFaults, type Faults } from '../../model/faults';
import { checkFilterSize } from '../../model/filter-size';
import {
  asksForNothing,
  dimensionsOfFilter,
  type Filter,
  type FilterArguments,
  parseFilter,
  type SavedFilters,
} from '../../model/filters';
import { todayOf } from '../../model/now';
import { parseDate } from '../../model/parse-date';
import { type Period, resolvePeriod } from '../../model/periods';
import { everything, type Viewer } from '../../model/viewer';
import { checkConditions } from './metric-condition';
import type { FilterInput, PeriodInput, WindowInput } from './metric-question';
import { refuseProbing, refuseSlicesOfOne, refuseWindow } from './small-groups';

/** The calendar of the business and its limits; what PeriodInput does not say comes from here. */
export type QuerySettings = BusinessSettings & {
  readonly weekStart: WeekStart;
  readonly fiscalYearStartMonth: number;
  readonly slaSeconds: number;
};

export type Scope = {
  /** The days asked for, and the calendar they are counted by. */
  readonly period: Period;
  readonly grain: Grain | null;
  readonly window: Window | null;
  /** One per bucket of the grain that has begun; without a grain the whole period alone. */
  readonly buckets: readonly Bucket[];
  /** The whole period as one bucket, for totals. */
  readonly whole: Bucket;
  /** Nothing in the question looks beyond it: the clock, or the end of the day asOf if that is earlier. */
  readonly now: Temporal.Instant;
  /** The clock alone: what keeps no history is as known by it, whatever asOf is. */
  readonly clock: Temporal.Instant;
  readonly by: readonly DimensionDefinition[];
  readonly filter: Filter | null;
  readonly attributes: 'AT_EVENT' | 'CURRENT';
  readonly settings: QuerySettings;
  readonly viewer: Viewer;
  /** Values that rest on fewer customers are kept back; null: none are. */
  readonly fewestCustomers: number | null;
};

/** What surrounds a question: the same for all questions of a request. */
export type Around = {
  readonly settings: QuerySettings;
  readonly now: Temporal.Instant;
  /** Saved segments by name, as they are now. */
  readonly segments?: SavedFilters;
  /** Everything, if none is given. */
  readonly viewer?: Viewer;
  /** No limit, if none is given. */
  readonly fewestCustomers?: number | null;
};

export type ScopeArguments = {
  readonly period: PeriodInput;
  readonly grain?: string | null;
  readonly window?: WindowInput | null;
  readonly by?: readonly string[] | null;
  readonly where?: FilterInput | null;
  readonly attributes?: string | null;
};

/** Branches of a filter with its segments written out. */
const mostBranches = 2_000;

/** A scope being checked: its parts by themselves, for what rests on one of them, and the whole. */
export type CheckedScope = {
  readonly period: Checked<Period>;
  readonly by: Checked<readonly DimensionDefinition[]>;
  readonly filter: Checked<Filter | null>;
  readonly scope: Checked<Scope>;
};

/** Takes down what is wrong with a period, a dimension, a filter or its conditions, each at its place. */
export function checkScope(given: ScopeArguments, around: Around, faults: Faults): CheckedScope {
  const { settings, segments = new Map(), viewer = everything, fewestCustomers = null } = around;
  const { check } = faults;
  const calendar: Calendar = {
    timezone: settings.timeZone,
    weekStart: settings.weekStart,
    fiscalYearStartMonth: settings.fiscalYearStartMonth,
  };
  const asked = check('period', () => resolvePeriod(given.period, calendar, around.now));
  const period = () => asked().period;
  const grain = check('grain', () => (given.grain == null ? null : chooseName('grain', given.grain, grains)));
  const window = check('window', () => (given.window == null ? null : parseWindow(given.window)));
  const by = check('by', () => dimensionsAsked(given.by ?? []));
  const filter = check('where', () => (given.where == null ? null : filterOf(given.where, segments)));
  check('where', () => {
    const conditions = filter();
    if (conditions !== null) checkConditions(conditions, { ...asked(), segments }, faults);
  });
  if (fewestCustomers !== null) {
    check('by', () => refuseSlicesOfOne(by(), fewestCustomers));
    check('where', () => refuseProbing(given.where, fewestCustomers));
    check('window', () => refuseWindow(window(), fewestCustomers));
  }
  const attributes = check('attributes', () =>
    chooseName('attributes', given.attributes ?? 'AT_EVENT', ['AT_EVENT', 'CURRENT'] as const),
  );
  const scope = check('period', () => {
    const { now } = asked();
    const buckets = bucketsOf(period(), grain(), now, window());
    return Object.freeze({
      period: period(),
      grain: grain(),
      window: window(),
      buckets,
      whole: grain() === null ? buckets[0]! : bucketsOf(period(), null, now, window())[0]!,
      now,
      clock: around.now,
      by: by(),
      filter: filter(),
      attributes: attributes(),
      settings,
      viewer,
      fewestCustomers,
    });
  });
  return { period, by, filter, scope };
}

/** Throws what `checkScope` finds. */
export function parseScope(given: ScopeArguments, around: Around): Scope {
  const faults = collectFaults();
  const { scope } = checkScope(given, around, faults);
  faults.refuse();
  return scope();
}

/** All time until now: for what is asked of the warehouse as it stands, without a period. */
export function scopeOfAllTime(around: Around, { by, where }: Pick<ScopeArguments, 'by' | 'where'> = {}): Scope {
  const today = todayOf(around.now, around.settings.timeZone).toString();
  return parseScope({ period: { from: firstDay.toString(), to: today }, by, where }, around);
}

/**
 * All time until the end of a day, which is now for whatever is asked; today, a later day and none stand for now itself.
 * `argument`: where the day stands. Throws INVALID_PERIOD for a day outside the calendar.
 */
export function scopeAsOf(
  asOf: string | null | undefined,
  around: Around,
  { where, argument = 'asOf' }: Pick<ScopeArguments, 'where'> & { readonly argument?: string } = {},
): Scope {
  const faults = collectFaults();
  const today = todayOf(around.now, around.settings.timeZone);
  const given = faults.check(argument, () => (asOf == null ? today : parseDate(argument, asOf)));
  faults.refuse();
  const day = earlierDay(given(), today).toString();
  return parseScope({ period: { from: firstDay.toString(), to: day, asOf: day }, where }, around);
}

/** Every dimension that the slice names, then every one that the filter does. */
export const dimensionsUsed = ({ by, filter }: Pick<Scope, 'by' | 'filter'>): readonly Used[] => [
  ...by.map(({ id }, index) => ({ id, argument: `by[${index}]` })),
  ...dimensionsOfFilter(filter).map((id) => ({ id, argument: 'where' })),
];

function dimensionsAsked(ids: readonly string[]): readonly DimensionDefinition[] {
  const faults = collectFaults();
  const by = faults.each('by', ids, knownDimension);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  faults.check('by', () => {
    if (repeated !== undefined) refuseArgument('by', `it names ${repeated} twice`, 'Name each dimension once.');
  });
  faults.refuse();
  return by();
}

function knownDimension(id: string): DimensionDefinition {
  const found = findDimension(id);
  if (found === undefined)
    throw new UserError('UNKNOWN_DIMENSION', { given: id, allowed: dimensions.map((dimension) => dimension.id) });
  return found;
}

/** Segments written out may come to far more than was sent. */
function filterOf(where: FilterArguments, segments: SavedFilters): Filter | null {
  checkFilterSize(where, (name) => segments.get(name), { path: 'where', mostBranches });
  const filter = parseFilter(where, segments);
  return asksForNothing(filter) ? null : filter;
}

function parseWindow({ trailing, unit, cumulative }: WindowInput): Window {
  if ((trailing == null) === (cumulative == null) || (trailing == null) !== (unit == null))
    return refuseArgument('window', 'it is neither rolling nor cumulative', 'Give trailing and unit, or cumulative.');
  if (cumulative != null) return { kind: 'cumulative', unit: chooseName('window.cumulative', cumulative, grains) };
  if (!Number.isInteger(trailing) || trailing! < 1 || trailing! > 3660)
    refuseArgument('window.trailing', `${trailing} units cannot be asked for`, 'Give a whole number from 1 to 3660.');
  return { kind: 'trailing', units: trailing!, unit: chooseName('window.unit', unit!, grains) };
}
