// A measure is one exact aggregate that an engine computes for every slice and bucket. Five kinds say every metric:
//   rows        over the rows of one fact family in P
//   customers   over customers, each judged on what its own restricted rows in P come to
//   population  over customers in a state at an instant (the base, buyers, customers on file), with what their facts in P come to
//   agents      over agents employed in P, with what their rows in P come to
//   target      over the targets of a metric that lie in P, and over the days they cover
// Measures are plain data; two metrics that write the same measure share it.

import type { Expression } from '../model/expression';
import type { FamilyId } from '../model/families';
import { oncePer } from '../model/once-per';

export type Aggregate =
  | { readonly kind: 'count' }
  | { readonly kind: 'sum'; readonly of: Expression }
  | { readonly kind: 'countDistinct'; readonly of: readonly string[] }
  /** Whether there are two or more different values; null of none. */
  | { readonly kind: 'several'; readonly of: string }
  /** The earliest instant. */
  | { readonly kind: 'first'; readonly of: string }
  /** Interpolated linearly; `fraction` 0.5 is the median. */
  | { readonly kind: 'percentile'; readonly of: Expression; readonly fraction: number };

/** The time over which rows count: P itself, the year or the 90 days that end with P, or all time before its end. */
export type Span = 'period' | 'yearBeforeEnd' | 'ninetyDaysBeforeEnd' | 'everBeforeEnd';

/** The instants of a bucket at which a state is asked. */
export type At = 'start' | 'end' | 'yearBeforeEnd';

/** Rows of a family, restricted. `at` names the instant that places a row, where the family has several. */
export type Rows = {
  readonly family: FamilyId;
  readonly at?: string;
  readonly where?: Expression;
  readonly span?: Span;
};

export type RowsMeasure = Rows & { readonly kind: 'rows'; readonly aggregate: Aggregate };

/** What one customer's rows come to: a named aggregate, on which conditions are then judged. */
export type Each = Readonly<Record<string, { readonly where?: Expression; readonly aggregate: Aggregate }>>;

export type CustomersMeasure = Omit<Rows, 'where'> & {
  readonly kind: 'customers';
  readonly each: Each;
  /** On the names of `each`. */
  readonly where?: Expression;
  readonly aggregate: Aggregate;
  /** Only one in so many customers, rounded up, by this value, greatest first. */
  readonly top?: { readonly by: string; readonly oneIn: number };
  /** Rows of the period before P count beside those of P, told by is_previous (0 or 1), and customers are placed at the start of P. */
  readonly withPrevious?: true;
};

/** The same where each aggregate has rows of its own. */
export type EachOfRows = Readonly<Record<string, Rows & { readonly aggregate: Aggregate }>>;

/**
 * In the base, dormant, with a purchase before, on file; or of the base at the instant: `lost` are not in it at the end of P,
 * `kept` are; `reactivated` are in it at the end, were not at the start, and had bought before the start.
 */
export type PopulationState = 'base' | 'lost' | 'kept' | 'reactivated' | 'dormant' | 'buyers' | 'onFile';

export type PopulationMeasure = {
  readonly kind: 'population';
  readonly state: PopulationState;
  /** The instant at which the customer is in that state, and whose version of the customer places it. */
  readonly at: At;
  /** What the customer's facts come to: never restricted by fact dimensions. */
  readonly each?: EachOfRows;
  /** Aggregates over these facts of the customers in that state, rather than over the customers. */
  readonly over?: Rows;
  /** On the names of `each` and the columns of the customer's version. */
  readonly where?: Expression;
  readonly aggregate: Aggregate;
};

/** Over agents employed at some time in P, as they are today. */
export type AgentsMeasure = {
  readonly kind: 'agents';
  /** What the agent's rows come to, whoever's they are. */
  readonly each?: EachOfRows;
  /** On the names of `each`. */
  readonly where?: Expression;
  readonly aggregate: Aggregate;
};

/** Days of P that have begun: known without asking an engine. */
export type DaysMeasure = { readonly kind: 'days' };

/**
 * Of the targets of a metric (by its id) for the slice that lie in P, shortest first, none overlapping another: their sum, their
 * number, or a count or sum of rows over the days they cover.
 */
export type TargetMeasure = {
  readonly kind: 'target';
  readonly metric: string;
  readonly of: { readonly kind: 'sum' } | { readonly kind: 'count' } | RowsMeasure;
};

export type Measure = RowsMeasure | CustomersMeasure | PopulationMeasure | AgentsMeasure | TargetMeasure | DaysMeasure;

/** The name under which a measure is computed once, whoever asks for it. */
export const measureKey = oncePer((measure: Measure): string => JSON.stringify(measure));
