// Data quality on the fixture company (test/support/company/README.md lists who is on file and the filled cells): literal values,
// worked out by hand.

import {
  april,
  between,
  day,
  december2024,
  february,
  firstHalf,
  july,
  june,
  march,
  may,
  monthly,
} from '../support/company-periods';
import { ofNone, share, total } from '../support/expected-values';
import { describeMetric, withCompany } from '../support/fixture';

const only = (...customers: string[]) => ({ dimension: 'CUSTOMER', in: customers });

describeMetric('CUSTOMERS_ON_FILE', (it) => {
  it('counts who is known before the end, fang always', { period: december2024 }, [total(7)]);
  it('gives every month', { period: firstHalf, grain: 'MONTH' }, monthly(...[10, 12, 14, 14, 16, 16].map(total)));
  it('counts fang alone before the first fact', { period: { year: 2024, month: 1 } }, [total(1)]);
  it('does not count who is known from the very end (ivan)', { period: april, where: only('ivan') }, [total(0)]);
  it('counts him a day later, by his version alone', { period: day('2025-05-01') }, [total(15)]);
  it(
    'counts a customer known only by the first contact (lan) and one seen only in facts (ping)',
    { period: may, where: only('lan', 'ping') },
    [total(2)],
  );
  it('knows lan by the first contact alone', { period: day('2025-01-15'), where: only('lan') }, [total(1)]);
  it('but not before', { period: day('2025-01-14'), where: only('lan') }, [total(0)]);
  it('looks at now when the period is open', { period: july }, [total(16)]);
  it('places customers at the end', { period: march, by: ['REGION'] }, [
    { keys: ['east'], ...total(3) }, // anna, jia, nan
    { keys: ['north'], ...total(3) }, // eve, gao, omar
    { keys: ['south'], ...total(5) }, // bao, chen, hui, kong, lan
    { keys: [null], ...total(3) }, // dina, fang, mo
  ]);
  it('or by the region of today', { period: march, by: ['REGION'], attributes: 'CURRENT' }, [
    { keys: ['east'], ...total(3) },
    { keys: ['north'], ...total(4) }, // kong as well
    { keys: ['south'], ...total(4) },
    { keys: [null], ...total(3) },
  ]);
  it.refuses('a channel', { period: march, by: ['CHANNEL'] }, 'METRIC_NOT_SLICEABLE');
});

describeMetric('DATA_COMPLETENESS', (it) => {
  it('counts five cells a customer; e-mail or phone is one, gender or industry is one', { period: march }, [
    share(57, 70),
  ]);
  it('looks at the version of the end: kong fills two more cells in April', { period: april }, [share(59, 70)]);
  it('counts none of five for a customer seen only in facts', { period: may }, [share(63, 80)]); // ivan 4, ping 0
  it('is the customers of the end of the year before', { period: december2024 }, [share(27, 35)]);
  it('by region', { period: march, by: ['REGION'] }, [
    { keys: ['east'], ...share(15, 15) }, // 5 + 5 + 5
    { keys: ['north'], ...share(14, 15) }, // 4 + 5 + 5
    { keys: ['south'], ...share(21, 25) }, // 4 + 5 + 4 + 3 + 5
    { keys: [null], ...share(7, 15) }, // 4 + 1 + 2
  ]);
  it(
    'counts the cells of the end, whichever version places the customer',
    { period: march, where: only('kong'), attributes: 'CURRENT' },
    [share(3, 5)],
  );
  it('is a fifth of fang', { period: march, where: only('fang') }, [share(1, 5)]);
  it('is null of nobody on file', { period: march, where: only('ping') }, [ofNone()]);
  it.refuses('a channel', { period: march, by: ['CHANNEL'] }, 'METRIC_NOT_SLICEABLE');
});

describeMetric('DATA_FRESHNESS', (it) => {
  it('counts any fact, also what was done to a customer', { period: march }, [share(13, 14)]); // all but fang
  it('reaches back to 2 April at the end of June', { period: june }, [share(11, 16)]); // not bao, dina (1 April), fang, gao, mo
  it(
    'counts a version',
    { period: between('2025-05-01', '2025-05-10'), where: { dimension: 'CUSTOMER', in: ['ivan'] } },
    [share(1, 1)],
  );
  it(
    'counts a version of before the period',
    { period: between('2025-05-11', '2025-05-15'), where: { dimension: 'CUSTOMER', in: ['ivan'] } },
    [share(1, 1)], // valid from 1 May, in contact from 20 May
  );
  it('is null of nobody on file', { period: march, where: { dimension: 'CUSTOMER', in: ['ping'] } }, [ofNone()]);
});

describeMetric('SYSTEM_USAGE_RATE', (it) => {
  it('counts agents who did nothing', { period: february }, [share(3, 4)]); // not bo
  it('counts who leaves on the last day', { period: march }, [share(4, 4)]);
  it('counts who begins on the first, not who has left', { period: april }, [share(3, 4)]); // not qiu
  it('by team', { period: may, by: ['TEAM'] }, [
    { keys: ['Desk'], ...share(1, 2) }, // ling, not qiu
    { keys: ['North'], ...share(0, 1) },
    { keys: ['South'], ...share(0, 1) },
  ]);
  it.refuses('a region', { period: march, by: ['REGION'] }, 'METRIC_NOT_SLICEABLE');
});

// 'now seen' is named by a fact of the past, 'later seen' by one of tomorrow alone.
withCompany(
  'agents at the bounds of a period',
  {
    agents: [
      { agent_id: 'leaves first', active_to: '2025-03-01', team: 'bounds' },
      { agent_id: 'left before', active_to: '2025-02-28', team: 'bounds' },
      { agent_id: 'begins last', active_from: '2025-03-31', team: 'bounds' },
      { agent_id: 'begins after', active_from: '2025-04-01', team: 'bounds' },
      { agent_id: 'comes and goes', active_from: '2025-03-10', active_to: '2025-03-10', team: 'bounds' },
    ],
    interactions: [
      { interaction_id: 'a', occurred_at: '2025-03-01T10:00', kind: 'touch', agent_id: 'leaves first' },
      { interaction_id: 'b', occurred_at: '2025-03-02T10:00', kind: 'touch', agent_id: 'left before' },
      { interaction_id: 'c', occurred_at: '2025-04-02T10:00', kind: 'inquiry', agent_id: 'now seen' },
      { interaction_id: 'd', occurred_at: '2025-07-02T10:00', kind: 'inquiry', agent_id: 'later seen' },
    ],
    transactions: [
      {
        transaction_id: 't',
        order_id: 't',
        occurred_at: '2025-03-31T23:59',
        kind: 'refund',
        revenue: '-1',
        agent_id: 'begins last',
      },
    ],
  },
  { now: '2025-07-01T12:00:00+08:00', timeZone: 'Asia/Shanghai' },
  (describeMetric) => {
    describeMetric('SYSTEM_USAGE_RATE', (it) => {
      const bounds = { dimension: 'TEAM', in: ['bounds'] };
      it('counts first and last days, and a refund as use', { period: march, where: bounds }, [share(2, 3)]);
      it('an agent known from facts is employed always, once a fact has named it', { period: march }, [share(2, 4)]);
      // Of those with days, 'leaves first' and 'comes and goes'; 'now seen' is named by a fact of April.
      it(
        'an agent known from facts is as known today, whatever asOf is',
        { period: { ...march, asOf: '2025-03-20' } },
        [share(1, 3)],
      );
      it('by agent', { period: april, by: ['AGENT'] }, [
        { keys: ['begins after'], ...share(0, 1) },
        { keys: ['begins last'], ...share(0, 1) },
        { keys: ['now seen'], ...share(1, 1) },
      ]);
    });
  },
);
