// What each argument means, for the documentation that tools read from the schema. The same name means the same thing
// everywhere, so its words stand here once; where a place needs other words, its own description wins.
import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
  isInputObjectType,
  isObjectType,
} from 'graphql';

/** By name, or by Type.field.argument and Input.field where a name means something else. */
export const argumentDescriptions: Readonly<Record<string, string>> = {
  // Questions
  period: 'The days that are looked at; the whole of them is called P.',
  by: 'Dimensions to slice by: one row for each combination of their members.',
  attributes: 'Which version of a customer slices and filters: as it was at each fact, or as it is now.',
  compare: 'Other periods to stand beside this one, each by a name.',
  totals: 'Totals beside the rows, measured at their own level: none, the grand total, or every level of a roll-up.',
  metrics: 'The metrics, one column or more each.',
  numbers: 'How numbers are written: as JSON numbers, or exactly.',
  labels: 'Whether each dimension is followed by a column with the names people know.',
  where: 'The filter: facts and customers that count.',
  first: 'How many at most.',
  after: 'The endCursor of the page before; without it the first page.',
  locale: 'The language of the text.',
  metric: 'The metric.',
  dimension: 'The dimension.',
  member: 'The member of the dimension, by its source key or value.',
  // The catalogue and its members
  area: 'Metrics of this business area only.',
  search: 'A part of a name or of what it stands for.',
  sliceableBy: 'Metrics only that go with every one of these dimensions.',
  // Periods
  from: 'The first day.',
  to: 'The last day, which belongs to it.',
  year: 'A calendar year, or the fiscal year that ends in it.',
  quarter: '1 to 4, of the year.',
  month: '1 to 12, of the year.',
  last: 'That many units, the last ones that are over by now.',
  unit: 'The unit that is counted.',
  includeCurrent: 'Whether the unit that is not over yet is added.',
  toDate: 'From the beginning of the unit that is now under way until now.',
  timezone: 'An IANA time zone in place of that of the business calendar.',
  weekStart: 'The first day of the week in place of the configured one.',
  fiscalYearStartMonth: 'The month with which a year begins in place of the configured one.',
  // Filters
  all: 'Every one of these holds.',
  any: 'At least one of these holds.',
  not: 'This does not hold.',
  in: 'One of these members.',
  contains: 'A text that holds this part, in any case of its letters.',
  gte: 'At least this.',
  gt: 'More than this.',
  lte: 'At most this.',
  lt: 'Less than this.',
  eq: 'Exactly this.',
  'FilterInput.dimension': 'What the operators beside it are about.',
  'FilterInput.metric': "A condition on a customer's own value of a metric.",
  'MetricConditionInput.period': 'The days the metric is measured over; without it those of the question.',
  'MetricConditionInput.where': 'The facts that count for the metric.',
  // Comparisons, windows, orders
  name: 'The name.',
  mode: 'Which other period.',
  'CompareInput.name': 'A name of your own, by which the answer has it.',
  'CompareInput.from': 'The first day of a CUSTOM period.',
  'CompareInput.to': 'The last day of a CUSTOM period.',
  trailing: 'How many units, the last of which ends with the bucket.',
  cumulative: 'From the beginning of this unit to the end of the bucket.',
  'HavingInput.by': 'What is compared: the value, or its change.',
  'OrderInput.by': 'What decides: the value, or its change.',
  direction: 'Which end comes first.',
  n: 'How many members are kept.',
  'TopInput.metric': 'The metric by which they are chosen.',
  // Rows and deletions
  rows: 'The rows, at most 10,000. What a row does not name stays as it is stored; null empties it.',
  'Mutation.deleteInteractions.ids': 'The keys of the source, at most 10,000.',
  'Mutation.deleteTransactions.ids': 'The keys of the source, at most 10,000.',
  idempotencyKey:
    'A text of your own, at most 200 characters. The same call with the same key within 24 hours is done once and gets the first result again; the same key with other rows is refused.',
  // Customers
  id: 'The id of the customer, as its source has it.',
  ids: 'Ids of customers, as their source has them.',
  orderBy: 'What comes first.',
  // Settings
  input: 'What is set.',
  value: 'The target.',
};

/** Gives every argument and every field of an input its words, unless it has some. */
export function describeArguments(schema: GraphQLSchema): void {
  const describe = (part: GraphQLArgument | GraphQLInputField, place: string): void => {
    part.description ||= argumentDescriptions[`${place}.${part.name}`] ?? argumentDescriptions[part.name];
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) describe(field, type.name);
    if (isObjectType(type))
      for (const field of Object.values(type.getFields()))
        for (const argument of field.args) describe(argument, `${type.name}.${field.name}`);
  }
}
