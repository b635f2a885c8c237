// A measure is one exact aggregate that an engine computes for every slice and bucket. Six kinds say every metric:
//   rows        over the rows of one fact family in P
//   standing    over rows that stand at the end of P: opportunities that are open, terms that run
//   customers   over customers, each judged on what its own restricted rows in P come to
//   population  over customers in a state at an instant (the base, buyers, customers on file), with what their facts in P come to
//   agents      over agents employed in P, with what their rows in P come to
//   target      over the targets of a metric that lie in P, and over the days they cover
// (`days` asks no engine.) Measures are plain data; two metrics that write the same measure share it. Below, `before` is what
// the warehouse holds and `after` what the engine gives for P = March.

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

/**
 * One aggregate over rows, as revenue is their sum:
 *
 *     before  transaction  5 March   ada  order    50
 *                          20 March  ada  refund  -10
 *                          31 March  bo   order    20
 *     after   March  60          (by customer: ada 40, bo 20)
 */
export type RowsMeasure = Rows & { readonly kind: 'rows'; readonly aggregate: Aggregate };

/**
 * Over the rows of a family that stand at the end of P, each between two instants of its own; customers are placed at that end.
 * The amounts of open opportunities:
 *
 *     before  opportunity  deal-1  5 March until 20 April, open, 50      after  March  70   (by product: tea 50, pot 20)
 *                          deal-2  31 March until ever, open, 20                April  20
 */
export type StandingMeasure = Pick<Rows, 'family' | 'where'> & {
  readonly kind: 'standing';
  readonly aggregate: Extract<Aggregate, { readonly kind: 'count' | 'sum' | 'countDistinct' }>;
};

/** What one customer's rows come to: a named aggregate, on which conditions are then judged. */
export type Each = Readonly<Record<string, { readonly where?: Expression; readonly aggregate: Aggregate }>>;

/**
 * Rows are first taken together for each customer (and slice), then the customers are counted or summed. Customers with two
 * orders or more, `each` being whether there are several different orders:
 *
 *     before  transaction  5 March   ada  order A-1    each  ada  several true     after  March  1
 *                          5 March   ada  order A-1          bo   several false
 *                          9 March   ada  order A-2
 *                          31 March  bo   order B-1
 */
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

/**
 * Customers are taken from what holds of them at an instant, whether or not they have a fact in P. Customers lost in March: in
 * the base at its start and not at its end:
 *
 *     before  customer_spell  ada  in the base after 5 January until 4 July      after  March  1 lost, of 2 in the base
 *                             bo   in the base after 2 October until 31 March
 *
 * Spells of both states (active, dormant) make up the base; one covers t where starts_after < t <= ends_at. The start of P is
 * 1 March 00:00, its end 1 April 00:00.
 * `each` joins what their facts in P come to, as a condition or a value; `over` counts those facts rather than the customers:
 *
 *     before  on file at the end  ada, bo, cleo     interaction  7 March   touch  ada     after  March  2   (of 3 customers)
 *                                                                21 March  touch  ada
 *
 * `judged` reads what they are judged to be at that instant, whatever slices go by. The sum of the churn risks at the end, of
 * those who have one:
 *
 *     before  in the base at the end  ada, bo     customer_snapshot  1 March  ada  0.10     after  March  0.25
 *                                                                    1 April  ada  0.25
 *                                                                             bo   none
 */
export type PopulationMeasure = {
  readonly kind: 'population';
  readonly state: PopulationState;
  /** The instant at which the customer is in that state, and whose version of the customer places it. */
  readonly at: At;
  /** What the customer's facts come to: never restricted by fact dimensions. */
  readonly each?: EachOfRows;
  /** Aggregates over these facts of the customers in that state, rather than over the customers. */
  readonly over?: Rows;
  /** What of the customer's judgement at the instant is looked at. */
  readonly judged?: readonly JudgedColumn[];
  /** It reads the instant itself, or what stands against it: how long ago the first purchase was. */
  readonly timed?: true;
  /** On the names of `each`, what is `judged` and the columns of the customer's version. */
  readonly where?: Expression;
  readonly aggregate: Aggregate;
};

/** Columns of customer_snapshot: values, and the band of the churn risk. */
export type JudgedColumn = 'churn_risk' | 'risk_band' | 'expected_purchases' | 'predicted_value' | 'health_score';

/**
 * Over agents employed at some time in P, as they are today. Those with a fact in P:
 *
 *     before  dim_agent  mei  active from 1 January                    interaction  4 March  mei     after  March  1   (of 1)
 *                        bo   active from 1 January to 10 February
 */
export type AgentsMeasure = {
  readonly kind: 'agents';
  /** What the agent's rows come to, whoever's they are. */
  readonly each?: EachOfRows;
  /** On the names of `each`. */
  readonly where?: Expression;
  readonly aggregate: Aggregate;
};

/** Days of P that have begun, known without asking an engine: of March 31, on 10 March at noon 10. */
export type DaysMeasure = { readonly kind: 'days' };

/**
 * Of the targets of a metric (by its id) for the slice that lie in P, shortest first, none overlapping another: their sum, their
 * number, or a count or sum of rows over the days they cover:
 *
 *     before  target  revenue  1 to 15 March   30     transaction  5 March   50     after  sum 70, count 2, revenue of their days 60
 *                     revenue  16 to 31 March  40                  31 March  10
 *                     revenue  1 to 31 March   90     overlaps a shorter one: not used
 */
export type TargetMeasure = {
  readonly kind: 'target';
  readonly metric: string;
  readonly of: { readonly kind: 'sum' } | { readonly kind: 'count' } | RowsMeasure;
};

export type Measure =
  | RowsMeasure
  | StandingMeasure
  | CustomersMeasure
  | PopulationMeasure
  | AgentsMeasure
  | TargetMeasure
  | DaysMeasure;

/** The name under which a measure is computed once, whoever asks for it. */
export const measureKey = oncePer((measure: Measure): string => JSON.stringify(measure));
