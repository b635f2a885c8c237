// What a caller asks, as it arrives: the arguments of api.graphql as plain data, nothing checked yet.
// metric-query.ts turns it into a validated MetricQuery or a UserError.

import type { FilterArguments } from '../model/filters';
import type { PeriodArguments } from '../model/periods';

export type PeriodInput = PeriodArguments;
export type FilterInput = FilterArguments;

export type OrderInput = {
  readonly metric?: string | null;
  readonly dimension?: string | null;
  readonly direction?: string | null;
};

/** Metrics and dimensions are named by their enum values (REVENUE, CHANNEL). */
export type MetricQuestion = {
  readonly metrics: readonly string[];
  readonly period: PeriodInput;
  readonly grain?: string | null;
  readonly by?: readonly string[] | null;
  readonly where?: FilterInput | null;
  readonly attributes?: string | null;
  readonly totals?: string | null;
  readonly orderBy?: readonly OrderInput[] | null;
  readonly fill?: boolean | null;
  readonly first?: number | null;
  readonly after?: string | null;
};
