// What a metric is. A definition is pure data: a formula over measures, and what people need to know of it.
// A few kinds of formula say every metric; the null rules and statuses belong to the kind (METRICS.md, Values).
import type { Label } from '../model/dimensions';
import type { Measure } from './measure';

export type Unit = 'COUNT' | 'MONEY' | 'PERCENT' | 'SCORE' | 'RATIO' | 'DAYS' | 'SECONDS' | 'MINUTES' | 'YEARS';
export type Better = 'UP' | 'DOWN' | 'NEUTRAL';
export type Additivity = 'ADDITIVE' | 'SEMI_ADDITIVE' | 'DISTINCT' | 'RATIO' | 'NON_ADDITIVE';
export type Area =
  | 'ACQUISITION'
  | 'SALES'
  | 'SATISFACTION'
  | 'SERVICE'
  | 'ENGAGEMENT'
  | 'VALUE'
  | 'RETENTION'
  | 'HEALTH'
  | 'DATA_QUALITY';

/** A linear combination of products of measures: gross profit minus spend; the mean of two bases; days x customers. */
export type FormulaTerm = { readonly coefficient: number; readonly factors: readonly Measure[] };
export type Quantity = readonly FormulaTerm[];

export type Formula =
  /** A count or sum: 0 for nothing. Exact. `behind` counts the facts of a sum; a count is its own. */
  | { readonly kind: 'total'; readonly of: Measure; readonly behind?: Measure }
  /**
   * scale x numerator / denominator; null with ZERO_DENOMINATOR. A share is LOW_SAMPLE below 30. `behind` counts what n says,
   * else the denominator does. Null with NO_DATA where `needs` counts nothing.
   */
  | {
      readonly kind: 'ratio';
      readonly numerator: Quantity;
      readonly denominator: Quantity;
      readonly scale: number;
      readonly sample: 'share' | 'quotient';
      readonly behind?: Measure;
      readonly needs?: Measure;
    }
  /** scale x sum / count of what has a value; null with NO_DATA for nothing; LOW_SAMPLE below 30. */
  | { readonly kind: 'mean'; readonly sum: Measure; readonly count: Measure; readonly scale: number }
  /** scale x percentile; null with NO_DATA for nothing. `count` gives n. */
  | { readonly kind: 'percentile'; readonly of: Measure; readonly count: Measure; readonly scale: number }
  /** numerator / denominator up to `most`: most and CAPPED where it would be that or more, also for denominator 0. */
  | { readonly kind: 'capped'; readonly numerator: Quantity; readonly denominator: Quantity; readonly most: number }
  /** Made of other formulas, all of them needed. A product or quotient inherits the worst status of its parts. */
  | {
      readonly kind: 'composite';
      readonly combine: 'mean' | 'product' | 'quotient';
      readonly parts: readonly Formula[];
    };

export type MetricDefinition = {
  /** camelCase: the GraphQL field. */
  readonly id: string;
  readonly label: Label;
  readonly aliases: readonly string[];
  readonly area: Area;
  readonly unit: Unit;
  readonly better: Better;
  readonly additivity: Additivity;
  readonly definition: Label;
  /** The formula as people write it. */
  readonly formulaText: string;
  readonly formula: Formula;
  /** Can be judged for one customer. */
  readonly perCustomer: boolean;
  /** Ids of the metrics it is made of or moved by. */
  readonly drivers: readonly string[];
  readonly defaultTarget: { readonly operator: '<' | '>' | '>='; readonly value: number } | null;
  /** The metric's own window after P, in days: IMMATURE while it is open. */
  readonly matureAfterDays: number;
  /** Dimensions its families have but its definition excludes. */
  readonly withoutDimensions: readonly string[];
};

/** What an entry in an area's file says; the rest has defaults. */
export type MetricEntry = Omit<
  MetricDefinition,
  'aliases' | 'perCustomer' | 'drivers' | 'defaultTarget' | 'matureAfterDays' | 'withoutDimensions'
> &
  Partial<MetricDefinition>;

export const metric = (entry: MetricEntry): MetricDefinition =>
  Object.freeze({
    aliases: [],
    perCustomer: false,
    drivers: [],
    defaultTarget: null,
    matureAfterDays: 0,
    withoutDimensions: [],
    ...entry,
  });

export const once = (measure: Measure): Quantity => [{ coefficient: 1, factors: [measure] }];

export const total = (of: Measure, behind?: Measure): Formula => ({ kind: 'total', of, ...(behind && { behind }) });

export const share = (numerator: Measure | Quantity, denominator: Measure | Quantity): Formula => ({
  kind: 'ratio',
  numerator: quantity(numerator),
  denominator: quantity(denominator),
  scale: 100,
  sample: 'share',
});

export const quotient = (
  numerator: Measure | Quantity,
  denominator: Measure | Quantity,
  rest: { readonly scale?: number; readonly behind?: Measure; readonly needs?: Measure } = {},
): Formula => ({
  kind: 'ratio',
  numerator: quantity(numerator),
  denominator: quantity(denominator),
  scale: rest.scale ?? 1,
  sample: 'quotient',
  ...(rest.behind && { behind: rest.behind }),
  ...(rest.needs && { needs: rest.needs }),
});

const quantity = (of: Measure | Quantity): Quantity => ('kind' in of ? once(of) : of);

/** The measures a formula needs, each once. */
export function measuresOf(formula: Formula): readonly Measure[] {
  const inQuantity = (of: Quantity): readonly Measure[] => of.flatMap((term) => term.factors);
  switch (formula.kind) {
    case 'total':
      return formula.behind === undefined ? [formula.of] : [formula.of, formula.behind];
    case 'ratio':
      return [
        ...inQuantity(formula.numerator),
        ...inQuantity(formula.denominator),
        ...(formula.behind === undefined ? [] : [formula.behind]),
        ...(formula.needs === undefined ? [] : [formula.needs]),
      ];
    case 'capped':
      return [...inQuantity(formula.numerator), ...inQuantity(formula.denominator)];
    case 'mean':
      return [formula.sum, formula.count];
    case 'percentile':
      return [formula.of, formula.count];
    case 'composite':
      return formula.parts.flatMap(measuresOf);
    default:
      return formula satisfies never;
  }
}
