// The README's questions, of the years that the benchmark's company has.

const analyst = `{
  metrics(period: { from: "2025-07-01", to: "2025-12-31" }, grain: QUARTER, by: [REGION],
          where: { all: [{ dimension: REGION, in: ["West", "East"] },
                         { metric: { metric: ORDERS, gte: 2, period: { last: 12, unit: MONTH } } }] }) {
    rows { period { label } key(dimension: REGION) { value } customersAtStart { value }
           churnRate { value interval { low high } target { value met } } firstResponseTimeMedian { formatted } }
  }
}`;

const frontEnd = `{
  table(metrics: [REVENUE, NPS], period: { year: 2025, quarter: 4 }, by: [REGION], labels: false, totals: GRAND,
        compare: [{ name: "lastYear", mode: PREVIOUS_YEAR }],
        orderBy: [{ metric: NPS, compare: "lastYear", by: CHANGE, direction: ASC }], first: 3) {
    columns { name } data totals groupCount
  }
}`;

const first = `{
  metrics(period: { last: 3, unit: MONTH }, grain: MONTH, totals: GRAND) {
    rows { period { label } revenue { exact } repeatPurchaseRate { value numerator denominator } churnRate { value status } }
    totals { revenue { exact } repeatPurchaseRate { value } churnRate { value } }
  }
}`;

const application = (customerId: string): string => `{
  customer(id: ${JSON.stringify(customerId)}) {
    name tier churnRisk clv { historic predicted } health { score band parts { name score reason } }
    timeline(first: 2) { nodes { at kind summary } } reasons { judgement message }
  }
}`;

export const readmeQuestions = (customerId: string): readonly string[] => [
  first,
  analyst,
  frontEnd,
  application(customerId),
];
