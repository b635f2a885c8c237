// What the naive evaluator is asked and what it answers. The question is the caller's own; the answer keeps only what
// the definitions decide (no labels, pages or cursors; its rows are in no particular order).
import type { FilterInput, MetricQuestion, PeriodInput } from '../../../src/query/question/metric-question';
import type { RowLevel, ValueStatus } from '../../../src/query/question/metrics-result';
import type { NaiveInterval } from './intervals';
import type { NaiveTarget } from './targets';

export type CompareInput = {
  readonly name: string;
  readonly mode: string;
  readonly from?: string | null;
  readonly to?: string | null;
};

export type WindowInput = {
  readonly trailing?: number | null;
  readonly unit?: string | null;
  readonly cumulative?: string | null;
};

type Bounds = {
  readonly gte?: number | string | null;
  readonly gt?: number | string | null;
  readonly lte?: number | string | null;
  readonly lt?: number | string | null;
};

export type HavingInput = Bounds & {
  readonly metric: string;
  readonly compare?: string | null;
  readonly by?: string | null;
};

export type TopInput = {
  readonly n: number;
  readonly metric: string;
  readonly direction?: string | null;
  readonly other?: boolean | null;
  readonly none?: boolean | null;
};

export type MetricCondition = Bounds & {
  readonly metric: string;
  readonly eq?: number | string | null;
  readonly period?: PeriodInput | null;
  readonly where?: NaiveFilter | null;
};

/** A filter as the caller gives it: conditions on dimensions, on one customer's metric, and saved segments. */
export type NaiveFilter = Omit<FilterInput, 'all' | 'any' | 'not'> & {
  readonly all?: readonly NaiveFilter[] | null;
  readonly any?: readonly NaiveFilter[] | null;
  readonly not?: NaiveFilter | null;
  readonly segment?: string | null;
  readonly metric?: MetricCondition | null;
};

export type NaiveQuestion = Omit<MetricQuestion, 'where'> & {
  readonly where?: NaiveFilter | null;
  readonly compare?: readonly CompareInput[] | null;
  readonly window?: WindowInput | null;
  readonly having?: readonly HavingInput[] | null;
  readonly top?: TopInput | null;
  /** The filters of the saved segments, by name. */
  readonly segments?: Readonly<Record<string, NaiveFilter>>;
  /** In how many pages the answer is read once more. */
  readonly pages?: number | null;
};

export type NaiveSettings = {
  /** The clock: an RFC 3339 instant. */
  readonly now: string;
  readonly timeZone: string;
  readonly weekStart: string;
  readonly fiscalYearStartMonth: number;
  readonly lostAfterDays: number;
  readonly dormantAfterDays: number;
  readonly slaSeconds: number;
};

/**
 * `n` is undefined where the definitions leave it open (money and per-head quotients).
 * `behind` counts the facts or customers in the numerator or denominator: 0 means that nothing speaks for this value.
 */
export type NaiveValue = {
  readonly value: number | null;
  readonly status: ValueStatus;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly n: number | null | undefined;
  readonly behind: number;
  /** Of counts and sums, in ten-thousandths. */
  readonly exact?: bigint;
  /** Of a proportion and of nps. */
  readonly interval?: NaiveInterval | null;
};

/** `value` is null and the change unknown where the comparison has no such bucket or nothing to say. */
export type NaiveComparison = {
  readonly start: string;
  readonly end: string;
  readonly value: number | null;
  readonly change: number | null;
  readonly changePercent: number | null;
};

/**
 * One bucket of one tuple of members. `seen`: some asked metric has something behind it here. `required`: an answer has
 * to have this row; the others are given so that an answer that has them can be compared too.
 */
export type NaiveRow = {
  readonly start: string;
  readonly end: string;
  readonly level: RowLevel;
  readonly rolledUp: readonly string[];
  readonly periodRolledUp: boolean;
  /** The members of the dimensions asked for in `by` that are not rolled up, in their order. */
  readonly keys: readonly (string | null)[];
  readonly values: Readonly<Record<string, NaiveValue>>;
  /** By metric and comparison name; null where the comparison has no such bucket. */
  readonly compared: Readonly<Record<string, Readonly<Record<string, NaiveComparison | null>>>>;
  /** By metric; null where there is none. */
  readonly targets: Readonly<Record<string, NaiveTarget | null>>;
  /** By additive metric: percent of the total of the same period. */
  readonly shares: Readonly<Record<string, number | null>>;
  readonly seen: boolean;
  readonly required: boolean;
};

export type NaiveAnswer = {
  readonly rows: readonly NaiveRow[];
  readonly totals: readonly NaiveRow[];
  /** Metrics that cannot be sliced or filtered so, each with the dimensions it allows. They have no values. */
  readonly refused: Readonly<Record<string, readonly string[]>>;
};
