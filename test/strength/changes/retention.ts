// Slips in the definitions of loyalty, value and retention.
import type { Change } from '../change';

const loyalty = {
  kind: 'metric definition',
  file: 'src/metrics/loyalty.ts',
  first: ['metrics/value', 'metrics/bounds'],
} as const;
const value = {
  kind: 'metric definition',
  file: 'src/metrics/value.ts',
  first: ['metrics/value', 'metrics/bounds'],
} as const;
const retention = {
  kind: 'metric definition',
  file: 'src/metrics/retention.ts',
  first: ['metrics/retention', 'metrics/bounds'],
} as const;

export const retentionChanges: readonly Change[] = [
  {
    ...loyalty,
    kind: 'boundary',
    file: 'src/query/compile/aggregate.ts',
    title: 'repeatPurchaseRate asks for one order alone',
    from: 'sql`min(${value})${filter} <> max(${value})${filter}`',
    to: 'sql`min(${value})${filter} <= max(${value})${filter}`',
  },
  {
    ...loyalty,
    title: 'categoriesPerBuyer counts categories once for all buyers',
    from: `        'customer_no',\n        'category',`,
    to: `        'category',`,
  },
  {
    ...loyalty,
    kind: 'boundary',
    title: 'a category first bought at the first instant of P is not new',
    from: `compare('category_first_purchased_at', '>=', parameter('periodStart'))`,
    to: `compare('category_first_purchased_at', '>', parameter('periodStart'))`,
  },
  {
    ...loyalty,
    title: 'upSellRate counts categories not bought before',
    from: `compare('category_first_tiered_at', '<', parameter('periodStart'))`,
    to: `isKnown('category_first_tiered_at')`,
  },
  {
    ...loyalty,
    kind: 'status',
    title: 'renewalRate is mature at once',
    from: '    matureAfterDays: 30,\n',
    to: '',
  },
  {
    kind: 'boundary',
    file: 'src/metrics/building-blocks.ts',
    title: 'who first bought at the first instant of P had bought before',
    from: `compare('first_purchase_at', '<', parameter('periodStart'))`,
    to: `compare('first_purchase_at', '<=', parameter('periodStart'))`,
    first: ['metrics/value', 'metrics/bounds'],
  },
  {
    ...value,
    title: 'topCustomerShare is that of the top 25 %',
    from: `top: { by: 'profit', oneIn: 5 }`,
    to: `top: { by: 'profit', oneIn: 4 }`,
  },
  {
    ...value,
    title: 'topCustomerShare takes losses off',
    from: `choose(compare('profit', '>', 0), 'profit', 0)`,
    to: `column('profit')`,
  },
  {
    ...value,
    title: 'clv divides by the base at the start of P, not a year before',
    from: `[baseYearAgo, inState('base', 'end')].map(`,
    to: `[inState('base', 'start'), inState('base', 'end')].map(`,
  },
  {
    ...value,
    title: 'clvHistoric looks back a year',
    from: `span: 'everBeforeEnd'`,
    to: `span: 'yearBeforeEnd'`,
  },
  {
    ...value,
    title: 'clvHistoric divides by all customers on file',
    from: `      inState('buyers', 'end'),`,
    to: `      inState('onFile', 'end'),`,
  },
  { ...value, kind: 'status', title: 'customerLifetimeYears are capped at 5', from: 'most: 10', to: 'most: 5' },
  {
    ...retention,
    kind: 'boundary',
    file: 'src/query/compile/population-crossings.ts',
    title: 'who first bought at the first instant of an overlapping P comes back',
    from: 'summary.first_purchase_at < ${instantAt(start, place)}',
    to: 'summary.first_purchase_at <= ${instantAt(start, place)}',
  },
  {
    ...retention,
    kind: 'boundary',
    title: 'a purchase exactly 90 days after the offer is too late',
    from: `'<=', 90 * microsecondsPerDay`,
    to: `'<', 90 * microsecondsPerDay`,
  },
  {
    ...retention,
    title: 'winBackRate counts offers that follow no purchase',
    from: `offered_at: { where: column('follows_purchase'), aggregate`,
    to: 'offered_at: { aggregate',
  },
  {
    ...retention,
    title: 'netRevenueRetention follows customers with a refund only, too',
    from: 'bought: { where: and(isPurchase, isPrevious), aggregate',
    to: 'bought: { where: isPrevious, aggregate',
  },
  {
    ...retention,
    title: 'dormantCustomers are those at the start',
    from: `total(inState('dormant', 'end'))`,
    to: `total(inState('dormant', 'start'))`,
  },
  {
    ...retention,
    title: 'recallRate counts refunds as purchases',
    from: `purchases: { family: 'transaction', where: isPurchase, aggregate`,
    to: `purchases: { family: 'transaction', aggregate`,
  },
];
