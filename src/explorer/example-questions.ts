// The questions the playground opens with, one tab each, for the three kinds of people who ask: a BI tool, an app, an analyst.
// Each runs as it stands on any warehouse; a test runs them.

export type ExampleQuestion = { readonly reader: 'BI' | 'app' | 'analyst'; readonly query: string };

export const exampleQuestions: readonly ExampleQuestion[] = [
  {
    reader: 'BI',
    query: `# For a BI tool or a spreadsheet:
# metrics as columns, a row per month and channel.
# The triangle (or Ctrl-Enter) asks;
# Ctrl-Space shows what can be written here.
query ForBI {
  table(
    metrics: [REVENUE, ORDERS, ACTIVE_CUSTOMERS, NPS]
    period: { last: 12, unit: MONTH }
    grain: MONTH
    by: [CHANNEL]
    totals: GRAND
  ) {
    columns { name label unit }
    data
    totals
    pageInfo { hasNextPage endCursor }
  }
}
`,
  },
  {
    reader: 'app',
    query: `# For an app: the tiles of a start page
# in one small answer.
query ForAnApp {
  thisYear: metrics(period: { toDate: YEAR }) {
    rows {
      period { label complete }
      revenue { value formatted }
      newCustomers { value formatted(locale: ZH) }
      csat { value status formatted }
    }
  }
  lastQuarterByRegion: metrics(
    period: { last: 1, unit: QUARTER }
    by: [REGION]
    orderBy: [{ metric: REVENUE }]
    first: 5
  ) {
    rows {
      key(dimension: REGION) { value label }
      revenue { formatted }
      churnRate { formatted status }
    }
  }
}
`,
  },
  {
    reader: 'analyst',
    query: `# For an analyst: service and loyalty by month
# without the partner channels, with the plan
# and the SQL behind the figures.
query ForAnAnalyst {
  metrics(
    period: { last: 12, unit: MONTH }
    grain: MONTH
    where: {
      not: { dimension: CHANNEL_CATEGORY, in: ["partner"] }
    }
    totals: GRAND
  ) {
    rows { ...Figures }
    totals { level periodRolledUp ...Figures }
    resolved { from to timezone dataVersion engine elapsedMs }
    explain { plan sql }
  }
}

fragment Figures on MetricRow {
  period { label }
  nps { value n status }
  complaintRate { value numerator denominator }
  firstResponseTime { value formatted }
  repeatPurchaseRate { value }
}
`,
  },
];
