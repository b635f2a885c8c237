// Deals on the fixture company (test/support/company/README.md lists the stage rows with their amounts): literal values, worked
// out by hand, and the borders of a pipeline on companies of their own.
import { between, february, firstHalf, june, march, monthly } from '../support/company-periods';
import { mean, noData, total } from '../support/expected-values';
import { describeMetric, withCompany } from '../support/fixture';

const fang = { dimension: 'CUSTOMER', in: ['fang'] } as const;
const until = (day: string) => between('2025-01-01', day);

describeMetric('DEALS_LOST', (it) => {
  it('counts what was lost last, not what was won since (OPP-1, OPP-4)', { period: firstHalf, grain: 'MONTH' }, [
    ...monthly(...[0, 0, 1, 0, 0, 1].map(total)), // OPP-6, OPP-5 (won after now)
  ]);
  it('counts what was lost by then, seen from then', { period: { ...march, asOf: '2025-03-30' } }, [total(2)]); // and OPP-4
  it('by product', { period: firstHalf, by: ['PRODUCT'] }, [
    { keys: ['green-tea'], ...total(1) }, // OPP-6
    { keys: ['pot'], ...total(1) }, // OPP-5
  ]);
  it('is 0 of nothing', { period: march, where: fang }, [total(0)]);
});

describeMetric('OPPORTUNITIES_CREATED', (it) => {
  it('counts by the first stage row', { period: firstHalf, grain: 'MONTH' }, [
    ...monthly(...[0, 1, 4, 0, 0, 1].map(total)),
  ]);
  it('by product category, of the last row that names a product', { period: march, by: ['PRODUCT_CATEGORY'] }, [
    { keys: ['tea'], ...total(1) }, // OPP-6
    { keys: ['ware'], ...total(1) }, // OPP-2
    { keys: [null], ...total(2) }, // OPP-3 names none, the gift card of OPP-4 has none
  ]);
  it('takes the borders of another zone when asked', { period: { ...february, timezone: 'UTC' } }, [total(1)]);
  it('holds a row at its first instant', { period: { ...between('2025-03-01', '2025-03-01'), timezone: 'UTC' } }, [
    total(1), // OPP-3
  ]);
});

describeMetric('OPEN_OPPORTUNITIES', (it) => {
  it('counts what stands open before the end', { period: until('2025-03-17') }, [total(3)]); // OPP-3, OPP-4, OPP-6
  it('counts none that is lost or won by then', { period: until('2025-03-20') }, [total(2)]); // OPP-3, OPP-6
  it('at the end of every day, whatever came later', { period: between('2025-02-14', '2025-02-15'), grain: 'DAY' }, [
    { period: '2025-02-14', ...total(1) },
    { period: '2025-02-15', ...total(0) }, // OPP-1 is lost at 10:00
  ]);
  it('counts one that is won exactly at the end (OPP-3)', { period: { ...until('2025-03-20'), timezone: 'UTC' } }, [
    total(2),
  ]);
  it('counts none that begins exactly at the end (OPP-3)', { period: { ...february, timezone: 'UTC' } }, [total(0)]);
  it('by the agent known now: mei, who won OPP-4 later', { period: until('2025-03-17'), by: ['AGENT'] }, [
    { keys: ['jun'], ...total(1) },
    { keys: ['mei'], ...total(2) },
  ]);
  it(
    'by the agent known then, seen from then',
    { period: { ...until('2025-03-17'), asOf: '2025-03-17' }, by: ['AGENT'] },
    [
      { keys: ['jun'], ...total(2) },
      { keys: ['mei'], ...total(1) },
    ],
  );
  it('by the product known now', { period: until('2025-03-17'), by: ['PRODUCT'] }, [
    { keys: ['gift-card'], ...total(1) },
    { keys: ['green-tea'], ...total(1) }, // OPP-6 names it on the 20th
    { keys: [null], ...total(1) },
  ]);
  it('of a team', { period: until('2025-03-17'), where: { dimension: 'AGENT', in: ['mei'] } }, [total(2)]);
  it('by the channel of the first stage row', { period: until('2025-03-17'), by: ['CHANNEL'] }, [
    { keys: ['shop'], ...total(1) },
    { keys: ['web'], ...total(2) },
  ]);
  it('by the region at the end: anna moved to the east on the 15th', { period: until('2025-03-17'), by: ['REGION'] }, [
    { keys: ['east'], ...total(1) },
    { keys: ['north'], ...total(1) },
    { keys: [null], ...total(1) }, // mo
  ]);
  it('by the region of today', { period: until('2025-03-05'), by: ['REGION'], attributes: 'CURRENT' }, [
    { keys: ['east'], ...total(1) }, // anna
    { keys: [null], ...total(1) }, // OPP-2 is nobody's
  ]);
  it.total('does not add up over time', { period: between('2025-03-16', '2025-03-18'), grain: 'DAY' }, total(2));
  it(
    'of customers with one open then',
    {
      period: until('2025-03-17'),
      where: { metric: { metric: 'PIPELINE_VALUE', gt: 100, period: until('2025-03-17') } },
    },
    [total(1)], // omar
  );
  it.refuses('a campaign', { period: march, by: ['CAMPAIGN'] }, 'METRIC_NOT_SLICEABLE');
});

describeMetric('PIPELINE_VALUE', (it) => {
  it('is what the last amounts before the end come to, where there are any', { period: until('2025-03-17') }, [
    { ...total(120.5), n: 1 }, // OPP-4; OPP-6 names its amount on the 20th
  ]);
  it('takes the amount of then', { period: between('2025-02-09', '2025-02-12'), grain: 'DAY' }, [
    { period: '2025-02-09', ...total(0), n: 0 },
    { period: '2025-02-10', ...total(500), n: 1 },
    { period: '2025-02-11', ...total(500), n: 1 },
    { period: '2025-02-12', ...total(800), n: 1 },
  ]);
  it('by product', { period: until('2025-03-05'), by: ['PRODUCT'] }, [{ keys: ['pot'], ...total(300) }]);
  it('compares with the end of the period before', { period: until('2025-06-12') }, [total(1000)]);
  it('is 0 where all are closed', { period: june }, [total(0)]);
});

describeMetric('AVERAGE_DEAL_VALUE', (it) => {
  it('is what was named when it was won', { period: february }, [mean(750, 1)]); // OPP-1
  it('leaves out who names none (OPP-3)', { period: march }, [mean(300, 1)]); // OPP-2 named it before
  it('over the half year', { period: firstHalf }, [mean(1149.5 / 3, 3)]);
  it('by product', { period: firstHalf, by: ['PRODUCT'] }, [
    { keys: ['gift-card'], ...mean(99.5, 1) },
    { keys: ['oolong'], ...mean(750, 1) },
    { keys: ['pot'], ...mean(300, 1) },
  ]);
  it('is null of nothing', { period: june }, [{ ...noData, n: 0 }]);
});

const stage = (interaction_id: string, at: string, reached: string, amount = '', opportunity_id = 'deal') => ({
  interaction_id,
  occurred_at: `2025-03-${at}:00Z`,
  kind: 'stage',
  customer_id: 'anna',
  opportunity_id,
  stage: reached,
  ...(amount === '' ? {} : { amount }),
});

withCompany(
  'rows at one instant, and a deal that is opened again',
  {
    interactions: [
      // Of rows at one instant the one with the greatest id is the last.
      stage('b', '03T10:00', 'quoted', '20', 'tied'),
      stage('a', '03T10:00', 'lost', '10', 'tied'),
      stage('d', '04T10:00', 'lost', '', 'tied'),
      stage('c', '04T10:00', 'quoted', '', 'tied'),
      stage('e', '05T10:00', 'quoted', '7'),
      stage('f', '06T10:00', 'won', '8'),
      stage('g', '06T10:00', 'won', '9'),
      stage('h', '07T10:00', 'quoted', '100'),
      stage('i', '08T10:00', 'won', '200'),
    ],
  },
  { now: '2025-04-01T00:00:00Z', timeZone: 'UTC' },
  (describeThere) => {
    const days = { period: between('2025-03-03', '2025-03-08'), grain: 'DAY' } as const;
    const byDay = (...values: readonly number[]) =>
      values.map((value, index) => ({ period: `2025-03-0${index + 3}`, ...total(value) }));
    describeThere('OPEN_OPPORTUNITIES', (it) => {
      it('is open by its last row, and open again', days, byDay(1, 0, 1, 0, 1, 0));
    });
    describeThere('PIPELINE_VALUE', (it) => {
      it('has the amount of the last row that names one', days, byDay(20, 0, 7, 0, 100, 0));
    });
    describeThere('AVERAGE_DEAL_VALUE', (it) => {
      it('has the last amount at the instant of the first win, and none after it', { period: march }, [mean(9, 1)]);
    });
    describeThere('DEALS_LOST', (it) => {
      it('goes by the last close', { period: march }, [total(1)]); // tied
    });
  },
);
