// What would be right where graphql itself complains of a document: an example of the input it wanted. Its own sentence says
// what is wrong, and names no example.
const examples: Readonly<Record<string, string>> = {
  PeriodInput: '{ last: 3, unit: MONTH }, { year: 2026, month: 6 } or { from: "2026-04-01", to: "2026-06-30" }',
  FilterInput: '{ dimension: REGION, in: ["West"] }, or several of them in { all: [...] }',
  CompareInput: '{ name: "lastYear", mode: PREVIOUS_YEAR }',
  OrderInput: '{ metric: REVENUE, direction: DESC } or { dimension: REGION }',
  TopInput: '{ n: 5, metric: REVENUE }',
  WindowInput: '{ trailing: 28, unit: DAY } or { cumulative: YEAR }',
  HavingInput: '{ metric: ORDERS, gte: 10 }',
};

const inputs = Object.keys(examples).join('|');
const wanted = new RegExp(`(?:of type|not defined by type) "\\[?(${inputs})[!\\]]*"`);
const unknownMetric = /does not exist in "MetricId" enum/;
const unknownMember = /Cannot query field "\w+" on type "MetricRow"/;

/** A hint for the message of a mistake in a document; none where it says enough itself. */
export function documentHint(message: string): string | undefined {
  const input = wanted.exec(message)?.[1];
  if (input !== undefined) return `Such as ${examples[input]}.`;
  if (unknownMetric.test(message))
    return 'catalog { metrics { id label } } lists every metric; churnRate is written CHURN_RATE here.';
  if (unknownMember.test(message))
    return 'A metric is a field of its id (revenue); a member of the slice is key(dimension: REGION) { value }.';
  return undefined;
}
