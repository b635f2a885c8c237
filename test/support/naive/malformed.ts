// What is no filter and is refused: an empty filter inside another, a list that is null, a dimension without an operator,
// a month that is not written YYYY-MM. A whole filter may be empty: it asks for nothing.
import type { NaiveFilter, NaiveQuestion } from './question';

const branches = ['all', 'any', 'not', 'segment', 'metric', 'dimension'] as const;
const operators = ['in', 'notIn', 'contains', 'gte', 'gt', 'lte', 'lt', 'isNull'] as const;
const months = ['in', 'notIn', 'gte', 'gt', 'lte', 'lt'] as const;

/** What is wrong with the question's own filter, a text each. Saved segments were checked when they were saved. */
export function malformedParts({ where }: Pick<NaiveQuestion, 'where'>): readonly string[] {
  return where == null ? [] : ofWhole(where);
}

const named = (filter: NaiveFilter) => branches.filter((branch) => filter[branch] != null);

function ofWhole(filter: NaiveFilter): readonly string[] {
  return named(filter).length === 0 && Object.keys(filter).every((key) => !isOperator(key)) ? [] : ofPart(filter);
}

const isOperator = (key: string): boolean => (operators as readonly string[]).includes(key);

function ofPart(filter: NaiveFilter): readonly string[] {
  if (named(filter).length !== 1) return [`${named(filter).length} branches in ${JSON.stringify(filter)}`];
  const { all, any, not, metric, dimension } = filter;
  const parts = [...(all ?? []), ...(any ?? []), ...(not == null ? [] : [not])];
  return [
    ...parts.flatMap(ofPart),
    ...(metric?.where == null ? [] : ofWhole(metric.where)),
    ...(dimension == null ? [] : ofCondition(dimension, filter)),
  ];
}

function ofCondition(dimension: string, filter: NaiveFilter): readonly string[] {
  const hasOperator = operators.some((operator) => filter[operator] != null);
  const given = months.flatMap((operator) => filter[operator] ?? []);
  const isMonth = (text: string) => /^\d{4}-\d{2}$/.test(text);
  return [
    ...(hasOperator ? [] : [`${dimension} without an operator`]),
    ...(filter.in === null ? [`${dimension} in nothing at all`] : []),
    ...(dimension === 'COHORT_MONTH' ? given.filter((text) => !isMonth(text)).map((text) => `month ${text}`) : []),
  ];
}
