// What a plan is: the levels of an answer, and the statements that measure them.
import type {
  AgentsMeasure,
  Aggregate,
  CustomersMeasure,
  PopulationMeasure,
  RowsMeasure,
  StandingMeasure,
} from '../../metrics/measure';
import type { Bucket } from '../../model/buckets';
import type { DimensionDefinition } from '../../model/dimensions';

/** What a bucket of a level is for: a position in the answer or the whole period, of the question or of a comparison. */
export type Role = {
  readonly series: string | null;
  readonly position: number | 'whole';
  /** Its days are given with a comparison, from..to. */
  readonly given?: boolean;
};

/** Rows by the first dimensions of the question. `roles` tells of each bucket what it is for. */
export type Level = {
  readonly name: string;
  readonly by: readonly DimensionDefinition[];
  readonly buckets: readonly Bucket[];
  readonly roles: readonly Role[];
  /** Members of the first dimension that keep their own rows; the others are one. Null: all keep theirs. */
  readonly top: TopMembers | null;
  /** Measured only for the shares of additive metrics. */
  readonly partsOnly?: boolean;
};

export type TopMembers = { readonly members: readonly (string | null)[]; readonly other: boolean };

/** How many different values of some columns the rows have. */
export type DistinctMeasure = RowsMeasure & {
  readonly aggregate: Extract<Aggregate, { readonly kind: 'countDistinct' }>;
};

export const isOfCustomers = ({ aggregate }: DistinctMeasure): boolean => aggregate.of.join() === 'customer_no';

/** All of customers in the same state at the same instants; or lost, kept and in the base. */
export type PopulationPlanned = {
  readonly kind: 'population';
  readonly level: Level;
  readonly measures: readonly [PopulationMeasure, ...PopulationMeasure[]];
};

/** `finer`: a statement of the same measures that these add up from, so that they are not asked for. */
export type RowsPlanned = {
  readonly kind: 'rows';
  readonly level: Level;
  readonly measures: readonly [RowsMeasure, ...RowsMeasure[]];
  readonly finer?: RowsPlanned;
};

export type StandingPlanned = {
  readonly kind: 'standing';
  readonly level: Level;
  readonly measures: readonly [StandingMeasure, ...StandingMeasure[]];
};

/** What rows are ordered by, before their periods and members: a measure (nothing counts as 0) or a member of the slice. */
export type PageOrder = { readonly descending: boolean } & (
  | { readonly kind: 'measure'; readonly place: number }
  | { readonly kind: 'member'; readonly position: number }
);

/** Which of the rows are given, by their order; of more rows than `most`, none. Their number is known beside them. */
export type Page = {
  readonly order: readonly PageOrder[];
  readonly first: number;
  readonly offset: number;
  readonly most: number;
  /** Whether each slice has a row in every period. */
  readonly filled: boolean;
};

/** Every measure of a level, of rows of one source, for the rows of one page. */
export type PagePlanned = {
  readonly kind: 'page';
  readonly level: Level;
  readonly measures: readonly [RowsMeasure, ...RowsMeasure[]];
  readonly page: Page;
};

export type PlannedStatement =
  | RowsPlanned
  | PagePlanned
  | StandingPlanned
  /** All of the same columns. */
  | {
      readonly kind: 'distinct';
      readonly level: Level;
      readonly measures: readonly [DistinctMeasure, ...DistinctMeasure[]];
    }
  /** `counted`: customers among the same rows, counted on the way. */
  | {
      readonly kind: 'customers';
      readonly level: Level;
      readonly measures: readonly [CustomersMeasure, ...CustomersMeasure[]];
      readonly counted: readonly DistinctMeasure[];
    }
  | PopulationPlanned
  | { readonly kind: 'agents'; readonly level: Level; readonly measures: readonly [AgentsMeasure, ...AgentsMeasure[]] };

/** Of at least one. */
export const some = <Item>(items: readonly Item[]): readonly [Item, ...Item[]] => items as readonly [Item, ...Item[]];

export type QueryPlan = { readonly levels: readonly Level[]; readonly statements: readonly PlannedStatement[] };
