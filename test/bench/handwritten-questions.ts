// The standing questions that the engine answers beside the best SQL written by hand for the same answer
// (handwritten/<file>.sql), and how an answer reads as the rows of that SQL.
import type { MetricQuestion } from '../../src/query/question/metric-question';
import type { MetricRow, MetricsResult, MetricValue } from '../../src/query/question/metrics-result';

/** Days and members as text, null for none; numbers as the answer has them. */
export type Cell = string | number | null;

export type HandwrittenQuestion = {
  readonly name: string;
  /** Of handwritten/, without its ending. */
  readonly file: string;
  readonly question: MetricQuestion;
  readonly rowsOf: (result: MetricsResult) => readonly (readonly Cell[])[];
  /** How many of the first columns tell rows apart. */
  readonly keys: number;
  /** The order of the rows is part of the answer. */
  readonly inOrder?: true;
};

const fourYears = { from: '2022-01-01', to: '2025-12-31' };
const year = { from: '2025-01-01', to: '2025-12-31' };

const numberOf = ({ exact, value }: MetricValue): Cell => exact ?? value;
const valuesOf = ({ values }: MetricRow): readonly Cell[] => Object.values(values).map(numberOf);
const membersOf = ({ keys }: MetricRow): readonly Cell[] => keys.map(({ value }) => value);

/** Day, members, values. */
const plain = ({ rows }: MetricsResult) => rows.map((row) => [row.period.start, ...membersOf(row), ...valuesOf(row)]);

/** How many dimensions are kept, members, the value and that of the comparison. */
const rolledUp = ({ rows, totals }: MetricsResult) =>
  [...rows, ...totals].map((row) => [
    row.keys.length,
    ...membersOf(row),
    ...row.rolledUp.map(() => null),
    ...valuesOf(row),
    ...Object.values(row.values).map(({ comparisons }) => comparisons.year!.value),
  ]);

export const handwrittenQuestions: readonly HandwrittenQuestion[] = [
  {
    name: 'revenue by month and channel, two regions',
    file: 'revenue-by-month-and-channel',
    keys: 2,
    question: {
      metrics: ['REVENUE'],
      period: fourYears,
      grain: 'MONTH',
      by: ['CHANNEL'],
      where: { dimension: 'REGION', in: ['North', 'East'] },
      fill: false,
      shares: false,
    },
    rowsOf: plain,
  },
  {
    name: 'NPS by month and channel',
    file: 'nps-by-month-and-channel',
    keys: 2,
    question: { metrics: ['NPS'], period: fourYears, grain: 'MONTH', by: ['CHANNEL'], fill: false },
    rowsOf: plain,
  },
  {
    name: 'active customers by month',
    file: 'active-customers-by-month',
    keys: 1,
    question: { metrics: ['ACTIVE_CUSTOMERS'], period: fourYears, grain: 'MONTH' },
    rowsOf: plain,
  },
  {
    name: 'repeat purchase rate by quarter and region',
    file: 'repeat-purchase-rate-by-quarter-and-region',
    keys: 2,
    question: {
      metrics: ['REPEAT_PURCHASE_RATE'],
      period: fourYears,
      grain: 'QUARTER',
      by: ['REGION'],
      fill: false,
    },
    rowsOf: plain,
  },
  {
    name: 'churn rate by month and region',
    file: 'churn-rate-by-month-and-region',
    keys: 2,
    question: { metrics: ['CHURN_RATE'], period: fourYears, grain: 'MONTH', by: ['REGION'], fill: false },
    rowsOf: plain,
  },
  {
    name: 'new customers, CAC and marketing ROI by month and acquisition channel',
    file: 'acquisition-by-month-and-acquisition-channel',
    keys: 2,
    question: {
      metrics: ['NEW_CUSTOMERS', 'CAC', 'MARKETING_ROI'],
      period: fourYears,
      grain: 'MONTH',
      by: ['ACQUISITION_CHANNEL'],
      fill: false,
    },
    rowsOf: plain,
  },
  {
    name: 'revenue with last year, rolled up by region and category',
    file: 'revenue-roll-up-with-last-year',
    keys: 3,
    question: {
      metrics: ['REVENUE'],
      period: year,
      by: ['REGION', 'PRODUCT_CATEGORY'],
      compare: [{ name: 'year', mode: 'PREVIOUS_YEAR' }],
      totals: 'ROLLUP',
      shares: false,
    },
    rowsOf: rolledUp,
  },
  {
    name: '28-day rolling active customers by day over a year',
    file: 'rolling-active-customers-by-day',
    keys: 1,
    question: {
      metrics: ['ACTIVE_CUSTOMERS'],
      period: year,
      grain: 'DAY',
      window: { trailing: 28, unit: 'DAY' },
    },
    rowsOf: plain,
  },
  {
    name: '10,000 rows by month, customer, product',
    file: 'rows-by-month-customer-and-product',
    keys: 3,
    question: {
      metrics: ['REVENUE', 'ORDERS', 'UNITS_SOLD'],
      period: year,
      grain: 'MONTH',
      by: ['CUSTOMER', 'PRODUCT'],
      first: 10_000,
      fill: false,
      shares: false,
    },
    rowsOf: (result) => plain(result).map((row) => [...row, result.groupCount]),
    inOrder: true,
  },
  {
    name: 'revenue and orders by month of customers who meet two conditions',
    file: 'revenue-of-customers-who-meet-two-conditions',
    keys: 1,
    question: {
      metrics: ['REVENUE', 'ORDERS'],
      period: year,
      grain: 'MONTH',
      where: { all: [{ metric: { metric: 'ORDERS', gte: 3 } }, { metric: { metric: 'COMPLAINTS', gte: 1 } }] },
      shares: false,
    },
    rowsOf: plain,
  },
  {
    name: 'NPS of one month',
    file: 'nps-of-one-month',
    keys: 1,
    question: { metrics: ['NPS'], period: { from: '2025-11-01', to: '2025-11-30' } },
    rowsOf: plain,
  },
];
