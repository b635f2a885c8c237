// What is looked at, from when and by whom: the part of a question that statements are made of, checked and frozen. Metric
// questions, funnels, cohorts and lists of members have one each; whatever reads data is given a Scope and nothing else.
import type { Temporal } from 'temporal-polyfill';
import { UserError } from '../../errors';
import { type Bucket, bucketsOf, type Window } from '../../model/buckets';
import type { BusinessSettings } from '../../model/business-settings';
import { type Calendar, dateOf, type Grain, grains, type WeekStart } from '../../model/calendar';
import { type DimensionDefinition, dimensions, findDimension } from '../../model/dimensions';
import {
  dimensionsOfFilter,
  type Filter,
  type FilterArguments,
  parseFilter,
  type SavedFilters,
} from '../../model/filters';
import { firstDay, type Period, resolvePeriod } from '../../model/periods';
import { everything, type Viewer } from '../../model/viewer';
import { chooseName, refuseArgument } from './choose-argument';
import type { FilterInput, PeriodInput, WindowInput } from './metric-question';
import { branchesOf } from './segment-references';

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
  /** Facts after it do not exist yet. */
  readonly now: Temporal.Instant;
  readonly by: readonly DimensionDefinition[];
  readonly filter: Filter | null;
  readonly attributes: 'AT_EVENT' | 'CURRENT';
  readonly settings: QuerySettings;
  readonly viewer: Viewer;
};

/** What surrounds a question: the same for all questions of a request. */
export type Around = {
  readonly settings: QuerySettings;
  readonly now: Temporal.Instant;
  /** Saved segments by name, as they are now. */
  readonly segments?: SavedFilters;
  /** Everything, if none is given. */
  readonly viewer?: Viewer;
};

export type ScopeArguments = {
  readonly period: PeriodInput;
  readonly grain?: string | null;
  readonly window?: WindowInput | null;
  readonly by?: readonly string[] | null;
  readonly where?: FilterInput | null;
  readonly attributes?: string | null;
};

const mostBranches = 10_000;

/** Throws a UserError for a period, dimension or filter that cannot be meant. */
export function parseScope(given: ScopeArguments, { settings, now, segments, viewer = everything }: Around): Scope {
  const calendar: Calendar = {
    timezone: settings.timeZone,
    weekStart: settings.weekStart,
    fiscalYearStartMonth: settings.fiscalYearStartMonth,
  };
  const period = resolvePeriod(given.period, calendar, now);
  const grain = given.grain == null ? null : chooseName('grain', given.grain, grains);
  const window = given.window == null ? null : parseWindow(given.window);
  const by = (given.by ?? []).map(knownDimension);
  const repeated = by.find((dimension, index) => by.indexOf(dimension) !== index);
  if (repeated !== undefined) refuseArgument('by', `it names ${repeated.id} twice`, 'Name each dimension once.');
  const filter = given.where == null ? null : filterOf(given.where, segments ?? new Map());
  const attributes = chooseName('attributes', given.attributes ?? 'AT_EVENT', ['AT_EVENT', 'CURRENT']);
  const buckets = bucketsOf(period, grain, now, window);
  const whole = grain === null ? buckets[0]! : bucketsOf(period, null, now, window)[0]!;
  return Object.freeze({ period, grain, window, buckets, whole, now, by, filter, attributes, settings, viewer });
}

/** All time until now: for what is asked of the warehouse as it stands, without a period. */
export function scopeOfAllTime(around: Around, { by, where }: Pick<ScopeArguments, 'by' | 'where'> = {}): Scope {
  const today = dateOf(around.now, around.settings.timeZone).toString();
  return parseScope({ period: { from: firstDay.toString(), to: today }, by, where }, around);
}

/** Every dimension that the slice or the filter names, each once. */
export const dimensionsUsed = ({ by, filter }: Pick<Scope, 'by' | 'filter'>): readonly string[] => [
  ...new Set([...by.map(({ id }) => id), ...dimensionsOfFilter(filter)]),
];

function knownDimension(id: string): DimensionDefinition {
  const found = findDimension(id);
  if (found === undefined)
    throw new UserError('UNKNOWN_DIMENSION', { given: id, allowed: dimensions.map((dimension) => dimension.id) });
  return found;
}

/** Segments written out may come to far more than was sent. */
function filterOf(where: FilterArguments, segments: SavedFilters): Filter {
  if (branchesOf(where, segments) > mostBranches)
    throw new UserError('INVALID_FILTER', {
      path: 'where',
      problem: `it comes to more than ${mostBranches} branches with its segments`,
      hint: 'Name many members with in, and rest on fewer segments.',
    });
  return parseFilter(where, segments);
}

function parseWindow({ trailing, unit, cumulative }: WindowInput): Window {
  if ((trailing == null) === (cumulative == null) || (trailing == null) !== (unit == null))
    return refuseArgument('window', 'it is neither rolling nor cumulative', 'Give trailing and unit, or cumulative.');
  if (cumulative != null) return { kind: 'cumulative', unit: chooseName('window.cumulative', cumulative, grains) };
  if (!Number.isInteger(trailing) || trailing! < 1 || trailing! > 3660)
    refuseArgument('window.trailing', `${trailing} units cannot be asked for`, 'Give a whole number from 1 to 3660.');
  return { kind: 'trailing', units: trailing!, unit: chooseName('window.unit', unit!, grains) };
}
