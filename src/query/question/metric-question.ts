// What a caller asks, as it arrives: the arguments of api.graphql as plain data, nothing checked yet.
// metric-query.ts turns it into a validated MetricQuery or a UserError.

import type { FilterArguments } from '../../model/filters';
import type { PeriodArguments } from '../../model/period-forms';

export type PeriodInput = PeriodArguments;
export type FilterInput = FilterArguments;

export type OrderInput = {
  readonly metric?: string | null;
  readonly dimension?: string | null;
  readonly compare?: string | null;
  readonly by?: string | null;
  readonly direction?: string | null;
};

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

/** Decimals as text or number. */
export type HavingInput = {
  readonly metric: string;
  readonly compare?: string | null;
  readonly by?: string | null;
  readonly gte?: string | number | null;
  readonly gt?: string | number | null;
  readonly lte?: string | number | null;
  readonly lt?: string | number | null;
};

export type TopInput = {
  readonly n: number;
  readonly metric: string;
  readonly direction?: string | null;
  readonly other?: boolean | null;
  readonly none?: boolean | null;
};

/** Metrics and dimensions are named by their enum values (REVENUE, CHANNEL). */
export type MetricQuestion = {
  readonly metrics: readonly string[];
  readonly period: PeriodInput;
  readonly grain?: string | null;
  readonly by?: readonly string[] | null;
  readonly where?: FilterInput | null;
  readonly attributes?: string | null;
  readonly compare?: readonly CompareInput[] | null;
  readonly window?: WindowInput | null;
  readonly totals?: string | null;
  readonly having?: readonly HavingInput[] | null;
  readonly orderBy?: readonly OrderInput[] | null;
  readonly top?: TopInput | null;
  readonly fill?: boolean | null;
  readonly first?: number | null;
  readonly after?: string | null;
  /** Whoever chooses the engine sees to it. */
  readonly minDataVersion?: string | null;
  /** Whether the shares of additive metrics are wanted: they cost a level of totals. Default: they are. */
  readonly shares?: boolean | null;
};
