// The standing questions as documents over HTTP, each with the file of the best SQL written by hand for the same answer
// (../handwritten/duckdb/<file>.sql), and how an answer reads as the rows of that SQL.
import { type AnswerRows, customerPage, metricRows, rolledUpRows, steps, tableRows, triangle } from './answer-rows';

export type StandingQuestion = {
  readonly name: string;
  /** Of ../handwritten/duckdb, without its ending. */
  readonly file: string;
  readonly document: string;
  readonly rowsOf: AnswerRows;
  /** How many of the first columns tell rows apart; none where the order of the rows is part of the answer. */
  readonly keys: number;
  /** What a document and a statement need to know of the company: the id of a customer. */
  readonly parameters?: readonly 'customerId'[];
};

const sixYears = 'period: { from: "2020-01-01", to: "2025-12-31" }';
const lastYear = 'period: { from: "2025-01-01", to: "2025-12-31" }';

const metrics = (asked: string, values: string): string => `query {
  metrics(${asked}) { rows { period { start } keys { value } ${values} } resolved { engine cached } }
}`;

export const standingQuestions: readonly StandingQuestion[] = [
  {
    name: 'revenue by month and channel, two tiers',
    file: 'revenue-by-month-and-channel-of-two-tiers',
    document: metrics(
      `${sixYears}, grain: MONTH, by: [CHANNEL], fill: false, where: { dimension: TIER, in: ["GOLD", "PLATINUM"] }`,
      'revenue { exact }',
    ),
    rowsOf: metricRows,
    keys: 2,
  },
  {
    name: 'NPS by month and channel',
    file: 'nps-by-month-and-channel',
    document: metrics(`${sixYears}, grain: MONTH, by: [CHANNEL], fill: false`, 'nps { value }'),
    rowsOf: metricRows,
    keys: 2,
  },
  {
    name: 'CSAT by agent, top 20 with Other',
    file: 'csat-by-agent-top-20-with-other',
    document: `query {
  metrics(${sixYears}, by: [AGENT], top: { n: 20, metric: CSAT }) {
    rows { level keys { value } csat { value n } } resolved { engine cached }
  }
}`,
    rowsOf: metricRows,
    keys: 2,
  },
  {
    name: 'active customers by month',
    file: 'active-customers-by-month',
    document: metrics(`${sixYears}, grain: MONTH`, 'activeCustomers { exact }'),
    rowsOf: metricRows,
    keys: 1,
  },
  {
    name: 'repeat purchase rate by quarter and region',
    file: 'repeat-purchase-rate-by-quarter-and-region',
    document: metrics(`${sixYears}, grain: QUARTER, by: [REGION], fill: false`, 'repeatPurchaseRate { value }'),
    rowsOf: metricRows,
    keys: 2,
  },
  {
    name: 'churn rate by month and tier',
    file: 'churn-rate-by-month-and-tier',
    document: metrics(`${sixYears}, grain: MONTH, by: [TIER], fill: false`, 'churnRate { value }'),
    rowsOf: metricRows,
    keys: 2,
  },
  {
    name: 'new customers, CAC and marketing ROI by month and acquisition channel',
    file: 'acquisition-by-month-and-acquisition-channel',
    document: metrics(
      `${sixYears}, grain: MONTH, by: [ACQUISITION_CHANNEL], fill: false`,
      'newCustomers { exact } cac { value } marketingRoi { value }',
    ),
    rowsOf: metricRows,
    keys: 2,
  },
  {
    name: 'funnel by acquisition channel',
    file: 'funnel-by-acquisition-channel',
    document: `query {
  funnel(${sixYears}, by: [ACQUISITION_CHANNEL]) {
    rows { keys { value } steps { stage reached medianDays p90Days } } resolved { engine cached }
  }
}`,
    rowsOf: steps,
    keys: 2,
  },
  {
    name: 'cohort retention, 24 x 24 months',
    file: 'cohort-retention',
    document: `query {
  retention(period: { from: "2022-01-01", to: "2023-12-31" }, grain: MONTH, offsets: 23) {
    cohorts { period { start } size cells { offset customers revenue } } resolved { engine cached }
  }
}`,
    rowsOf: triangle,
    keys: 2,
  },
  {
    name: 'revenue with last year, rolled up by region and category',
    file: 'revenue-roll-up-with-last-year',
    document: `query {
  metrics(${lastYear}, by: [REGION, PRODUCT_CATEGORY], totals: ROLLUP, compare: [{ name: "year", mode: PREVIOUS_YEAR }]) {
    rows { keys { value } rolledUp revenue { exact year: compare(name: "year") { value } } }
    totals { keys { value } rolledUp revenue { exact year: compare(name: "year") { value } } }
    resolved { engine cached }
  }
}`,
    rowsOf: rolledUpRows,
    keys: 3,
  },
  {
    name: '28-day rolling active customers by day over a year',
    file: 'rolling-active-customers-by-day',
    document: metrics(
      `${lastYear}, grain: DAY, window: { trailing: 28, unit: DAY }, first: 400`,
      'activeCustomers { exact }',
    ),
    rowsOf: metricRows,
    keys: 1,
  },
  {
    name: 'metrics of a segment by month',
    file: 'metrics-of-a-segment',
    document: metrics(
      `${lastYear}, grain: MONTH, where: { all: [
        { metric: { metric: CLV_PREDICTED, gt: 1000 } },
        { metric: { metric: ORDERS, lte: 0, period: { last: 60, unit: DAY } } }
      ] }`,
      'revenue { exact } orders { exact } activeCustomers { exact } nps { value }',
    ),
    rowsOf: metricRows,
    keys: 1,
  },
  {
    name: "one customer's full page",
    file: 'one-customer',
    document: `query ($customerId: ID!) {
  customer(id: $customerId) {
    id name email phone tags stage tier npsGroup leadScore churnRisk expectedPurchases judgedAt
    rfm { recency frequency monetary } preferredChannel { value }
    clv { historic predicted } health { score band parts { name score reason } }
    attributes { gender birthDate country region city industry companySize acquisitionChannel firstContactAt firstPurchaseAt lastPurchaseAt }
    tierHistory { tier from to }
    timeline(first: 20) { nodes { at kind channel amount score summary } }
    metrics(${lastYear}, grain: MONTH) { period { start } revenue { exact } orders { exact } interactions { exact } }
    reasons { judgement message }
  }
}`,
    rowsOf: customerPage,
    keys: 0,
    parameters: ['customerId'],
  },
  {
    name: '10,000 rows by month, customer, product',
    file: 'rows-by-month-customer-and-product',
    document: `query {
  table(metrics: [REVENUE, ORDERS, UNITS_SOLD], period: { from: "2025-11-01", to: "2025-12-31" }, grain: MONTH, by: [CUSTOMER, PRODUCT], fill: false, labels: false, first: 10000) {
    data groupCount resolved { engine cached }
  }
}`,
    rowsOf: tableRows,
    keys: 0,
  },
];
