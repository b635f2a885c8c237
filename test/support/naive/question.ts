// What the naive evaluator is asked and what it answers. The question is the caller's own; the answer keeps only what
// the definitions decide (no labels, order, pages or cursors).
import type { MetricQuestion } from '../../../src/query/metric-question';
import type { RowLevel, ValueStatus } from '../../../src/query/metrics-result';

export type NaiveQuestion = MetricQuestion;

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
  readonly seen: boolean;
  readonly required: boolean;
};

export type NaiveAnswer = {
  readonly rows: readonly NaiveRow[];
  readonly totals: readonly NaiveRow[];
  /** Metrics that cannot be sliced or filtered so, each with the dimensions it allows. They have no values. */
  readonly refused: Readonly<Record<string, readonly string[]>>;
};
