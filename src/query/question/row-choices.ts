// How the rows of an answer are chosen and ordered: orderings, conditions on rows, and the top members of the first dimension.
import { UserError } from '../../errors';
import { enumValueOf, findMetric, metricEnumValues } from '../../metrics/catalog';
import type { MetricDefinition } from '../../metrics/metric';
import { type Bounds, chooseName, parseBounds, refuseArgument, rowBounds } from '../../model/choose-argument';
import { type DimensionDefinition, dimensionOf, dimensions, findDimension } from '../../model/dimensions';
import { collectFaults } from '../../model/faults';
import type { HavingInput, OrderInput, TopInput } from './metric-question';

/** A number of a row: a metric's value, that of a comparison, or the change against it. */
export type RowNumber = {
  readonly metric: string;
  readonly compare: string | null;
  readonly by: 'VALUE' | 'CHANGE' | 'CHANGE_PERCENT';
};

export type Ordering = { readonly descending: boolean } & (
  | { readonly kind: 'number'; readonly number: RowNumber }
  | { readonly kind: 'dimension'; readonly dimension: DimensionDefinition; readonly position: number }
);

export type Having = { readonly number: RowNumber; readonly bounds: Bounds };

export type Top = {
  readonly members: number;
  readonly metric: string;
  readonly descending: boolean;
  /** Whether the rest is a row. */
  readonly other: boolean;
  /** Whether what has no member may be among them too. */
  readonly none: boolean;
};

type Names = { readonly by: readonly DimensionDefinition[]; readonly comparisons: readonly string[] };

const mostChoices = 100;

/** A list of choices, each parsed by itself; all faults at once. Throws INVALID_ARGUMENT for a list that is too long. */
export function fewChoices<Given, Choice>(
  argument: string,
  list: readonly Given[],
  parse: (given: Given, index: number) => Choice,
): readonly Choice[] {
  if (list.length > mostChoices)
    refuseArgument(argument, `a list of ${list.length} is too long`, `Give at most ${mostChoices}.`);
  const faults = collectFaults();
  const choices = faults.each(argument, list, parse);
  faults.refuse();
  return choices();
}

export function parseOrder(order: OrderInput, index: number, names: Names): Ordering {
  const argument = `orderBy[${index}]`;
  const descending = chooseName(argument, order.direction ?? 'DESC', ['ASC', 'DESC']) === 'DESC';
  if ((order.metric == null) === (order.dimension == null))
    return refuseArgument(
      argument,
      'it names both a metric and a dimension, or neither',
      'Give exactly one of metric and dimension.',
    );
  if (order.dimension == null)
    return { kind: 'number', number: parseNumber(argument, { ...order, metric: order.metric! }, names), descending };
  if (order.compare != null || (order.by ?? 'VALUE') !== 'VALUE')
    return refuseArgument(argument, 'compare and by are about numbers', 'Give them with a metric, or leave them out.');
  if (findDimension(order.dimension) === undefined)
    throw new UserError('UNKNOWN_DIMENSION', { given: order.dimension, allowed: dimensions.map(({ id }) => id) });
  const position = names.by.findIndex(({ id }) => id === order.dimension);
  if (position < 0) {
    const known = names.by.length === 0 ? '' : `: ${names.by.map(({ id }) => id).join(', ')}`;
    return refuseArgument(argument, `the question is not by ${order.dimension}`, `Order by a dimension of by${known}.`);
  }
  return { kind: 'dimension', dimension: dimensionOf(order.dimension), position, descending };
}

export function parseHaving(having: HavingInput, index: number, names: Names): Having {
  const argument = `having[${index}]`;
  return { number: parseNumber(argument, having, names), bounds: parseBounds(argument, having, rowBounds) };
}

export function parseTop(top: TopInput, by: readonly DimensionDefinition[]): Top {
  if (by.length === 0)
    refuseArgument('top', 'the question has no dimension', 'top chooses members of the first dimension of by.');
  if (!Number.isInteger(top.n) || top.n < 1 || top.n > 1000)
    refuseArgument('top.n', `${top.n} members cannot be asked for`, 'Give a whole number from 1 to 1000.');
  return {
    members: top.n,
    metric: enumValueOf(knownMetric(top.metric).id),
    descending: chooseName('top.direction', top.direction ?? 'DESC', ['ASC', 'DESC']) === 'DESC',
    other: top.other ?? true,
    none: top.none ?? false,
  };
}

type NumberInput = { readonly metric: string; readonly compare?: string | null; readonly by?: string | null };

function parseNumber(argument: string, { metric, compare, by }: NumberInput, { comparisons }: Names): RowNumber {
  const of = chooseName(`${argument}.by`, by ?? 'VALUE', ['VALUE', 'CHANGE', 'CHANGE_PERCENT']);
  if (compare == null && of !== 'VALUE')
    refuseArgument(argument, `${of} is against nothing`, 'Name the comparison in compare.');
  if (compare != null && !comparisons.includes(compare)) {
    const known =
      comparisons.length === 0
        ? 'The question has none: add it to compare.'
        : `The question compares with ${comparisons.join(', ')}.`;
    refuseArgument(`${argument}.compare`, `there is no comparison ${compare}`, known);
  }
  return { metric: enumValueOf(knownMetric(metric).id), compare: compare ?? null, by: of };
}

export function knownMetric(given: string): MetricDefinition {
  const definition = findMetric(given);
  if (definition === undefined) throw new UserError('UNKNOWN_METRIC', { given, allowed: metricEnumValues });
  return definition;
}
