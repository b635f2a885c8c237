// What happens at the very first instant of a period is in it and not before it, and a window that closes now is closed.
import { march } from '../support/company-periods';
import { perHead, share, total } from '../support/expected-values';
import { withCompany } from '../support/fixture';

const firstInstant = '2025-03-01T00:00:00+08:00';
const order = (id: string, customer: string, at: string, product: string) => ({
  transaction_id: id,
  order_id: id,
  occurred_at: at,
  kind: 'order',
  revenue: '100',
  cost: '40',
  customer_id: customer,
  product_id: product,
});

// Old bought tea in February. In the first instant of March old buys a pot, and new buys for the first time ever.
withCompany(
  'two purchases in the first instant of March',
  {
    products: [
      { product_id: 'leaf', category: 'tea' },
      { product_id: 'pot', category: 'ware' },
    ],
    transactions: [
      order('old-1', 'old', '2025-02-01T10:00:00+08:00', 'leaf'),
      order('old-2', 'old', firstInstant, 'pot'),
      order('new-1', 'new', firstInstant, 'leaf'),
    ],
    spend: [{ spend_id: 'ads', date: '2025-03-05', purpose: 'marketing', amount: '50' }],
  },
  { now: '2025-07-01T12:00:00+08:00', timeZone: 'Asia/Shanghai' },
  (describeMetric) => {
    describeMetric('NEW_CUSTOMERS', (it) => it('are one', { period: march }, [total(1)]));
    describeMetric('MARKETING_ROI', (it) =>
      it('counts the profit of new: (60 - 50) / 50', { period: march }, [
        { value: 20, status: 'OK', numerator: 10, denominator: 50, n: 1 },
      ]),
    );
    describeMetric('RETURNING_BUYER_RATE', (it) => it('is old, not new', { period: march }, [share(1, 2)]));
    describeMetric('CROSS_SELL_RATE', (it) => it("has old's first ware", { period: march }, [share(1, 1)]));
    describeMetric('REACTIVATED_CUSTOMERS', (it) => it('are none: new was never lost', { period: march }, [total(0)]));
    describeMetric('CUSTOMERS_AT_START', (it) => it('is old', { period: march }, [total(1)]));
    describeMetric('REVENUE_PER_CUSTOMER', (it) => it('is of both', { period: march }, [perHead(200, 2)]));
  },
);

// 90 times 24 hours after the end of March.
withCompany(
  'a lead of March, 90 days later',
  { interactions: [{ interaction_id: 'a', occurred_at: '2025-03-31T10:00', kind: 'lead', customer_id: 'ada' }] },
  { now: '2025-06-30T00:00:00+08:00', timeZone: 'Asia/Shanghai' },
  (describeMetric) => {
    describeMetric('LEAD_CONVERSION_RATE', (it) => it('is mature', { period: march }, [share(0, 1)]));
  },
);
withCompany(
  'a lead of March, 90 days later but for a second',
  { interactions: [{ interaction_id: 'a', occurred_at: '2025-03-31T10:00', kind: 'lead', customer_id: 'ada' }] },
  { now: '2025-06-29T23:59:59+08:00', timeZone: 'Asia/Shanghai' },
  (describeMetric) => {
    describeMetric('LEAD_CONVERSION_RATE', (it) =>
      it('is immature', { period: march }, [{ ...share(0, 1), status: 'IMMATURE' }]),
    );
  },
);
