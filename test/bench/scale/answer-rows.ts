// Answers over HTTP as the rows of the SQL written by hand: days and members as text, null for none, numbers as the answer has
// them (exact ones as text).

/** Null for none. */
export type Cell = string | number | null;
/** From the `data` of an answer. */
export type AnswerRows = (data: Data) => readonly (readonly Cell[])[];

/** Read by its names; the documents are those of standing-questions.ts. */
// biome-ignore lint/suspicious/noExplicitAny: the answer of a document that stands beside its reader
type Data = any;
type Row = Readonly<Record<string, Data>>;

const numberOf = (value: { readonly exact?: string; readonly value?: number }): Cell =>
  value.exact ?? value.value ?? null;
const membersOf = ({ keys }: Row): readonly Cell[] => keys.map(({ value }: { value: string | null }) => value);
const beside = ['period', 'level', 'keys', 'rolledUp'];

/** Level and day where they were asked, members, metrics in the order asked. */
export const metricRows: AnswerRows = ({ metrics }) =>
  metrics.rows.map((row: Row) => [
    ...(row.level === undefined ? [] : [row.level]),
    ...(row.period === undefined ? [] : [row.period.start]),
    ...membersOf(row),
    ...Object.entries(row)
      .filter(([name]) => !beside.includes(name))
      .map(([, value]) => numberOf(value)),
  ]);

/** How many dimensions are kept, members, the value and that of the year before. */
export const rolledUpRows: AnswerRows = ({ metrics }) =>
  [...metrics.rows, ...metrics.totals].map(({ keys, rolledUp, revenue }) => [
    keys.length,
    ...membersOf({ keys }),
    ...rolledUp.map(() => null),
    revenue.exact,
    revenue.year.value,
  ]);

/** Member, stage, customers who reached it, median and 90th percentile of the days from the stage before. */
export const steps: AnswerRows = ({ funnel }) =>
  funnel.rows.flatMap((row: Row) =>
    row.steps.map(({ stage, reached, medianDays, p90Days }: Row) => [
      ...membersOf(row),
      stage,
      reached,
      medianDays,
      p90Days,
    ]),
  );

/** Month of the cohort, offset, customers who bought then, revenue. */
export const triangle: AnswerRows = ({ retention }) =>
  retention.cohorts.flatMap(({ period, cells }: Row) =>
    cells.map(({ offset, customers, revenue }: Row) => [period.start, offset, customers, revenue]),
  );

/** The rows of the table as they are, each with how many there are. */
export const tableRows: AnswerRows = ({ table }) =>
  table.data.map((row: readonly Cell[]) => [...row, table.groupCount]);

const milliseconds = (at: string | null): number | null => (at === null ? null : Date.parse(at));

/** One row a part: what part, when, and up to six values. */
export const customerPage: AnswerRows = ({ customer }) =>
  [
    [
      'who',
      customer.id,
      customer.name,
      customer.email,
      customer.phone,
      customer.attributes.region,
      customer.attributes.acquisitionChannel,
    ],
    [
      'since',
      milliseconds(customer.attributes.firstContactAt),
      milliseconds(customer.attributes.firstPurchaseAt),
      milliseconds(customer.attributes.lastPurchaseAt),
    ],
    [
      'judged',
      customer.stage,
      customer.tier,
      customer.npsGroup,
      customer.churnRisk,
      customer.expectedPurchases,
      customer.preferredChannel?.value ?? null,
    ],
    [
      'worth',
      customer.clv.historic,
      customer.clv.predicted,
      customer.rfm?.recency ?? null,
      customer.rfm?.frequency ?? null,
      customer.rfm?.monetary ?? null,
    ],
    ['health', customer.health?.score ?? null, customer.health?.band ?? null],
    ...customer.tierHistory.slice(0, 1).map(({ tier, from }: Row) => ['tier', tier, from]),
    ...customer.timeline.nodes.map(({ at, kind, channel, amount, score }: Row) => [
      'event',
      milliseconds(at),
      kind,
      channel,
      amount,
      score,
    ]),
    ...customer.metrics.map(({ period, revenue, orders, interactions }: Row) => [
      'month',
      period.start,
      revenue.exact,
      orders.exact,
      interactions.exact,
    ]),
  ].map((row) => Array.from({ length: pageColumns }, (_, index) => row[index] ?? null));

const pageColumns = 7;
