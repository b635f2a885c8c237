// What lies at the edge of a definition: the very first instant of a period is in it and not before it, a window that closes
// now is closed, giving back is not buying, and what comes later is not known yet.
import { april, february, march, may } from '../support/company-periods';
import { perHead, share, total } from '../support/expected-values';
import { withCompany } from '../support/fixture';

const firstInstant = '2025-03-01T00:00:00+08:00';
const clock = { now: '2025-07-01T12:00:00+08:00', timeZone: 'Asia/Shanghai' };
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
  clock,
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
    // Ages differ from instant to instant, so that every instant is asked by itself.
    const byAge = { by: ['AGE_BAND'] };
    const ofUnknownAge = { keys: [null] };
    describeMetric('REACTIVATED_CUSTOMERS', (it) => it('are none by age', { period: march, ...byAge }, []));
    describeMetric('CUSTOMERS_ON_FILE', (it) =>
      it('is old at the end of February', { period: february, ...byAge }, [{ ...ofUnknownAge, ...total(1) }]),
    );
    describeMetric('CUSTOMERS_AT_END', (it) =>
      it('is old at the end of February', { period: february, ...byAge }, [{ ...ofUnknownAge, ...total(1) }]),
    );
    describeMetric('REFERRAL_RATE', (it) =>
      it('is of old alone in February', { period: february, ...byAge }, [{ ...ofUnknownAge, ...share(0, 1) }]),
    );
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

// 120 days after the purchase it is dormant; it gives back and buys nothing.
withCompany(
  'a dormant customer who returns goods',
  {
    transactions: [
      order('bought', 'ada', '2024-11-01T10:00:00+08:00', 'pot'),
      { ...order('back', 'ada', '2025-03-10T10:00:00+08:00', 'pot'), kind: 'refund', revenue: '-100', cost: '-40' },
    ],
  },
  clock,
  (describeMetric) => {
    describeMetric('RECALL_RATE', (it) => it('is not recalled', { period: march }, [share(0, 1)]));
  },
);

withCompany(
  'a quote of May, which may be signed until the end of August',
  {
    interactions: [
      {
        interaction_id: 'a',
        occurred_at: '2025-05-10T10:00',
        kind: 'stage',
        stage: 'quoted',
        opportunity_id: 'o',
        customer_id: 'ada',
      },
    ],
  },
  clock,
  (describeMetric) => {
    describeMetric('SIGNING_RATE', (it) =>
      it('is immature', { period: may }, [{ ...share(0, 1), status: 'IMMATURE' }]),
    );
  },
);

// The first tier in February and March, the second in April.
withCompany(
  'a higher tier after the period',
  {
    products: [
      { product_id: 'leaf', category: 'tea', price_tier: '1' },
      { product_id: 'bud', category: 'tea', price_tier: '2' },
    ],
    transactions: [
      order('a', 'ada', '2025-02-01T10:00:00+08:00', 'leaf'),
      order('b', 'ada', '2025-03-01T10:00:00+08:00', 'leaf'),
      order('c', 'ada', '2025-04-01T10:00:00+08:00', 'bud'),
    ],
  },
  clock,
  (describeMetric) => {
    describeMetric('UP_SELL_RATE', (it) => {
      it('is none in the period', { period: march }, [share(0, 1)]);
      it('is one when it comes', { period: april }, [share(1, 1)]);
    });
  },
);

const lead = (id: string, channel: string) => ({
  interaction_id: id,
  occurred_at: '2025-03-10T10:00',
  kind: 'lead',
  customer_id: 'ada',
  channel_id: channel,
});
withCompany(
  'two leads of one customer at one instant',
  { interactions: [lead('b', 'shop'), lead('a', 'web')] },
  clock,
  (describeMetric) => {
    describeMetric('LEADS', (it) =>
      it('are one, by the lower id', { period: march, by: ['CHANNEL'] }, [{ keys: ['web'], ...total(1) }]),
    );
  },
);

// Money given back on an order that is dated after now.
withCompany(
  'a refund before its order',
  {
    transactions: [
      {
        ...order('a-0', 'ada', '2025-05-10T10:00:00+08:00', 'leaf'),
        kind: 'refund',
        revenue: '-20',
        cost: '0',
        order_id: 'a-1',
      },
      order('a-1', 'ada', '2025-07-02T10:00:00+08:00', 'leaf'),
      order('b-1', 'bob', '2025-05-20T10:00:00+08:00', 'leaf'),
      {
        ...order('b-0', 'bob', '2025-05-10T10:00:00+08:00', 'leaf'),
        kind: 'refund',
        revenue: '-5',
        cost: '0',
        order_id: 'b-1',
      },
    ],
  },
  clock,
  (describeMetric) => {
    describeMetric('REVENUE', (it) =>
      it('is of a first order only once that order exists', { period: may, by: ['BUYER_TYPE'] }, [
        { keys: ['NEW'], ...total(95) },
        { keys: ['RETURNING'], ...total(-20) },
      ]),
    );
  },
);

const stage = (id: string, name: string, channel: string) => ({
  interaction_id: id,
  occurred_at: '2025-03-10T10:00',
  kind: 'stage',
  stage: name,
  opportunity_id: 'o',
  channel_id: channel,
});
withCompany(
  'an opportunity with two stage rows at one instant',
  { interactions: [stage('b', 'won', 'shop'), stage('a', 'quoted', 'web')] },
  clock,
  (describeMetric) => {
    describeMetric('DEALS_WON', (it) =>
      it('has the channel of the lower id', { period: march, by: ['CHANNEL'] }, [{ keys: ['web'], ...total(1) }]),
    );
  },
);

// 90 days before 1 May it is midnight of 31 January, in winter; 90 times 24 hours before it is an hour less.
withCompany(
  'a login of half an hour before the last 90 days of April, in Berlin',
  {
    interactions: [
      { interaction_id: 'a', occurred_at: '2025-01-30T23:30:00+01:00', kind: 'login', customer_id: 'ada' },
      { interaction_id: 'b', occurred_at: '2025-01-31T00:00:00+01:00', kind: 'login', customer_id: 'bob' },
    ],
  },
  { ...clock, timeZone: 'Europe/Berlin' },
  (describeMetric) => {
    describeMetric('DATA_FRESHNESS', (it) => it('is too old', { period: april }, [share(1, 2)]));
  },
);
