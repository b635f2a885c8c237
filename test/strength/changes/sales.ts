// Slips in the definitions of acquisition and sales.
import type { Change } from '../change';

const sales = {
  kind: 'metric definition',
  file: 'src/metrics/sales.ts',
  first: ['metrics/sales', 'metrics/bounds'],
} as const;
const deals = { ...sales, file: 'src/metrics/deals.ts' } as const;
const acquisition = {
  kind: 'metric definition',
  file: 'src/metrics/acquisition.ts',
  first: ['metrics/acquisition', 'metrics/bounds'],
} as const;
const blocks = { kind: 'metric definition', file: 'src/metrics/building-blocks.ts' } as const;

export const salesChanges: readonly Change[] = [
  {
    ...sales,
    title: 'averageOrderValue takes refunds off',
    from: 'quotient(purchaseRevenue, orders)',
    to: 'quotient(revenue, orders)',
  },
  {
    ...sales,
    title: 'refundRate is of revenue after refunds',
    from: 'factors: [refunds] }], purchaseRevenue',
    to: 'factors: [refunds] }], revenue',
  },
  {
    ...sales,
    file: 'src/metrics/building-blocks.ts',
    title: 'unitsSold counts a line without quantity 0',
    from: `choose(oneOf('kind', 'refund'), -1, 1)`,
    to: `choose(oneOf('kind', 'refund'), -1, 0)`,
  },
  {
    ...sales,
    file: 'src/metrics/building-blocks.ts',
    title: 'a refund without quantity is a unit sold',
    from: `choose(oneOf('kind', 'refund'), -1, 1)`,
    to: `choose(oneOf('kind', 'refund'), 1, 1)`,
  },
  {
    ...sales,
    title: 'grossMargin is a share from 0 to 1',
    from: 'quotient(grossProfit, revenue, { scale: 100, behind: lines })',
    to: 'quotient(grossProfit, revenue, { behind: lines })',
  },
  { ...sales, title: 'n of revenue is its value', from: 'total(revenue, lines)', to: 'total(revenue)' },
  {
    ...deals,
    title: 'dealsWon counts lost deals too, by their last close',
    from: `const won: Rows = { family: 'opportunity', at: 'first_won_at' };`,
    to: `const won: Rows = { family: 'opportunity', at: 'last_close_at' };`,
  },
  {
    ...sales,
    title: 'revenuePerAgent divides by agents with a refund only, too',
    from: '{ ...salesAgentLines, where: and(soldBySales, isPurchase) }',
    to: '{ ...salesAgentLines, where: soldBySales }',
  },
  {
    ...deals,
    title: 'salesCycleDaysMedian is the 60th percentile',
    from: 'of: daysToClose, fraction: 0.5',
    to: 'of: daysToClose, fraction: 0.6',
  },
  {
    ...deals,
    kind: 'status',
    title: 'signingRate is mature after 30 days',
    from: 'matureAfterDays: 90',
    to: 'matureAfterDays: 30',
  },
  {
    ...sales,
    kind: 'status',
    title: 'targetAttainment without a target has no denominator rather than no data',
    from: `        needs: { kind: 'target', metric: 'revenue', of: { kind: 'count' } },\n`,
    to: '',
    first: ['metrics/target-attainment', 'metrics/sales'],
  },
  {
    ...blocks,
    title: 'gross profit leaves out lines without cost',
    from: `minus('revenue', coalesce('cost', 0))`,
    to: `minus('revenue', column('cost'))`,
    first: ['metrics/sales'],
  },
  {
    ...blocks,
    kind: 'boundary',
    title: 'a purchase at the instant of the lead comes before it',
    from: `compare('first_purchase_at', '>=', column('occurred_at'))`,
    to: `compare('first_purchase_at', '>', column('occurred_at'))`,
    first: ['metrics/acquisition'],
  },
  {
    ...acquisition,
    title: 'costPerLead takes sales spend in',
    from: 'quotient(marketingSpend, countRows(leads))',
    to: `quotient(spendOn('marketing', 'sales'), countRows(leads))`,
  },
  {
    ...acquisition,
    kind: 'boundary',
    title: 'marketingRoi leaves out who first bought at the first instant of P',
    from: `compare('first_purchase_at', '>=', parameter('periodStart'))`,
    to: `compare('first_purchase_at', '>', parameter('periodStart'))`,
  },
  {
    ...acquisition,
    title: 'marketingRoi counts the profit of every buyer',
    from: `sumRows({ family: 'transaction', where: isNewInPeriod }, profit)`,
    to: `sumRows({ family: 'transaction' }, profit)`,
  },
  {
    ...acquisition,
    title: 'leadConversionRate counts purchases after now',
    from: `and(leads.where!, exists('first_purchase_at'))`,
    to: `and(leads.where!, isKnown('first_purchase_at'))`,
  },
  {
    ...acquisition,
    title: 'referredCustomers counts all new customers',
    from: `and(firstOrders.where!, isKnown('referred_by'))`,
    to: 'firstOrders.where!',
  },
];
