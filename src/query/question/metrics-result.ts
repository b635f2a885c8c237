// The answer to a question as plain data, the same for GraphQL, the table, the CLI and tests.
import type { UserError } from '../../errors';
import type { Label } from '../../model/dimensions';
import type { Warning } from '../../warnings';

export type ValueStatus = 'OK' | 'NO_DATA' | 'ZERO_DENOMINATOR' | 'LOW_SAMPLE' | 'IMMATURE' | 'CAPPED' | 'SUPPRESSED';
export type RowLevel = 'DETAIL' | 'SUBTOTAL' | 'TOTAL' | 'OTHER';

/** `exact`: money and counts to the last digit, as a decimal string. Percent is 0..100. */
export type MetricValue = {
  readonly value: number | null;
  readonly exact: string | null;
  readonly status: ValueStatus;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly n: number | null;
  /** 95 % interval of a proportion (Wilson) or of NPS; null for anything else. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** Additive metrics: percent of the total of the same period. */
  readonly share: number | null;
  /** By the comparison's name. */
  readonly comparisons: Readonly<Record<string, ComparisonAnswer>>;
  readonly target: TargetAnswer | null;
};

/** `change` and what follows from it are null where one of the values is. `exact`: as that of a value. */
export type ComparisonAnswer = {
  readonly period: PeriodAnswer;
  readonly value: number | null;
  readonly exact: string | null;
  readonly change: number | null;
  readonly changePercent: number | null;
  readonly better: boolean | null;
};

/** `exact`: a target to its last digit. `attainment`: the value as a percent of it. `met` is null without a value, and where neither direction is better. */
export type TargetAnswer = {
  readonly value: number;
  readonly exact: string;
  readonly attainment: number | null;
  readonly met: boolean | null;
};

/** `start` and `end` are the first and the last day, both inclusive; `complete` when the last day is over. */
export type PeriodAnswer = {
  readonly start: string;
  readonly end: string;
  readonly label: Label;
  readonly complete: boolean;
};

export type SliceKey = { readonly dimension: string; readonly value: string | null };

export type MetricRow = {
  readonly period: PeriodAnswer;
  readonly level: RowLevel;
  readonly rolledUp: readonly string[];
  readonly periodRolledUp: boolean;
  readonly keys: readonly SliceKey[];
  /** By metric enum value (REVENUE). A metric in `refused` has no value. */
  readonly values: Readonly<Record<string, MetricValue>>;
};

export type ResolvedQuery = {
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  readonly timezone: string;
  readonly weekStart: string;
  readonly fiscalYearStartMonth: number;
  readonly dataVersion: string;
  readonly engine: 'POSTGRES' | 'COLUMNAR';
  readonly cached: boolean;
  readonly elapsedMs: number;
  /** ISO 4217, of every amount of money. */
  readonly currency: string;
  readonly warnings: readonly Warning[];
};

export type Explain = {
  readonly sql: readonly string[];
  readonly plan: string;
  readonly scannedFacts: readonly string[];
  readonly warnings: readonly Warning[];
};

export type MetricsResult = {
  readonly rows: readonly MetricRow[];
  readonly totals: readonly MetricRow[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly groupCount: number;
  readonly resolved: ResolvedQuery;
  readonly explain: Explain;
  /** Metrics that cannot be sliced or filtered as asked, each with its METRIC_NOT_SLICEABLE. */
  readonly refused: ReadonlyMap<string, UserError>;
};
