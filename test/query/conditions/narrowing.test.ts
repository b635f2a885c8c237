// How many statements judge conditions, and how many customers travel in each; with answers counted by hand on the fixture
// company (test/support/company/README.md), on both engines. In the first half of 2025:
//
//   orders      anna 4, hui and lan 3, jia, kong and nan 2, chen, eve, gao, omar and ping 1; the guest, who is nobody, 1
//   revenue     lan 2600, anna 755, kong 250, hui 215, jia 210, chen 200, omar 180, gao 150, nan 100, ping 33, eve 0; the guest 40
//   leads       gao, ivan, jia, lan, mo and nan 1 (hui bought before)
//   complaints  omar 2, dina 1, nobody 1
//   tickets     hui and lan 1, nobody 1
import type { Engine } from '../../../src/engine/engine';
import { answer } from '../../../src/query/answer';
import type { MetricQuestion } from '../../../src/query/question/metric-question';
import { firstHalf, firstQuarter } from '../../support/company-periods';
import { fixtureCompany } from '../../support/fixture';
import { numbers } from '../on-fixture';

type Where = MetricQuestion['where'];
type Bounds = Readonly<Partial<Record<'gte' | 'gt' | 'lte' | 'lt' | 'eq', number>>>;

const orders = (bounds: Bounds) => ({ metric: { metric: 'ORDERS', ...bounds } });
const revenue = (bounds: Bounds) => ({ metric: { metric: 'REVENUE', ...bounds } });
const leads = (bounds: Bounds) => ({ metric: { metric: 'LEADS', ...bounds } });
const complaints = (bounds: Bounds) => ({ metric: { metric: 'COMPLAINTS', ...bounds } });
const tickets = (bounds: Bounds) => ({ metric: { metric: 'TICKETS', ...bounds } });

/** Counts the rows of what is measured, in the order in which it was asked for. */
const counting = (engine: Engine, rows: number[]): Engine => ({
  ...engine,
  read: (work) =>
    engine.read((session) =>
      work({
        ...session,
        measure: async (statement, limit) => {
          const place = rows.push(-1) - 1;
          const measured = await session.measure(statement, limit);
          rows[place] = measured.rowCount;
          return measured;
        },
      }),
    ),
});

/** `judged`: the rows of each statement that judges conditions. */
function ofFirstHalf(
  title: string,
  where: Where,
  { buyers, revenue: sum, judged }: { buyers: number; revenue: number; judged: readonly number[] },
): void {
  it(title, async () => {
    for (const context of (await fixtureCompany()).contexts) {
      const rows: number[] = [];
      const engine = counting(context.engine, rows);
      const question = { metrics: ['BUYERS', 'REVENUE'], period: firstHalf, where };
      expect((await answer(question, { ...context, engine })).rows.map(numbers)).toEqual([[buyers, sum]]);
      // Then the question's own: buyers and revenue, of nobody no row.
      const own = buyers > 0 ? [1, 1] : [0, 0];
      expect(rows).toEqual([...judged, ...own]);
    }
  });
}

describe('conditions that must all hold', () => {
  ofFirstHalf(
    'begin with the rarer facts, though written last; the others are measured among those who are left',
    { all: [orders({ gte: 3 }), leads({ gte: 1 })] },
    // Of the six with a lead gao, jia, lan and nan bought; lan three times.
    { buyers: 1, revenue: 2600, judged: [6, 4] },
  );

  ofFirstHalf(
    'are judged as they are written where neither is rarer',
    { all: [revenue({ gte: 250 }), orders({ gte: 3 })] },
    // kong has just 250; anna and lan ordered three times.
    { buyers: 2, revenue: 3355, judged: [12, 3] },
  );

  ofFirstHalf(
    'may leave nobody',
    { all: [orders({ gt: 3 }), leads({ gte: 1 })] },
    { buyers: 0, revenue: 0, judged: [6, 4] },
  );

  ofFirstHalf(
    'begin with those that customers without any facts do not meet',
    { all: [tickets({ eq: 0 }), orders({ gte: 3 })] },
    // Of anna, hui and lan two have a ticket.
    { buyers: 1, revenue: 755, judged: [12, 2] },
  );

  ofFirstHalf(
    'are met by customers without any facts, where all of them are',
    { all: [tickets({ eq: 0 }), orders({ lt: 3 })] },
    // Nine are neither hui nor lan, nor anna; nobody is the guest.
    { buyers: 8, revenue: 1123, judged: [3, 12] },
  );

  ofFirstHalf(
    'leave fewer for those that need not hold',
    { all: [{ all: [leads({ gte: 1 })] }, { any: [orders({ gte: 3 }), complaints({ gte: 1 })] }] },
    // Nobody with a lead complained.
    { buyers: 1, revenue: 2600, judged: [6, 4, 0] },
  );

  ofFirstHalf(
    'leave fewer for those that must not',
    { all: [{ not: leads({ gte: 1 }) }, orders({ gte: 2 })] },
    // Of the six with two orders jia, lan and nan had a lead; anna, hui and kong had none.
    { buyers: 3, revenue: 1220, judged: [12, 3] },
  );

  ofFirstHalf(
    'may look at other days',
    { all: [{ metric: { metric: 'ORDERS', eq: 0, period: firstQuarter } }, orders({ gte: 2 })] },
    // Of the six with two orders anna, hui, jia and lan bought in the first quarter; kong and nan did not.
    { buyers: 2, revenue: 350, judged: [12, 4] },
  );

  ofFirstHalf(
    'keep their own filters',
    {
      all: [{ metric: { metric: 'ORDERS', gte: 2, where: { dimension: 'CHANNEL', in: ['web'] } } }, leads({ gte: 1 })],
    },
    // Of the six with a lead jia, lan and nan bought on the web; lan twice.
    { buyers: 1, revenue: 2600, judged: [6, 3] },
  );

  ofFirstHalf(
    'are met by no customer without a value',
    { all: [orders({ gte: 3 }), { metric: { metric: 'CSAT_AVERAGE', lt: 100 } }] },
    // anna, hui, jia, kong, nan and omar answered; lan never did.
    { buyers: 2, revenue: 970, judged: [6, 6] },
  );

  ofFirstHalf(
    'nor are they, negated, by any customer with one',
    { all: [orders({ gte: 3 }), { not: { metric: { metric: 'CSAT_AVERAGE', lt: 100 } } }] },
    { buyers: 1, revenue: 2600, judged: [12, 2] },
  );
});

describe('conditions of which one is enough', () => {
  ofFirstHalf(
    'are each measured for everyone',
    { any: [orders({ gte: 4 }), leads({ gte: 1 })] },
    // anna; gao, jia, lan and nan.
    { buyers: 5, revenue: 3815, judged: [12, 6] },
  );

  ofFirstHalf(
    'are so too where none of them may hold',
    { not: { all: [orders({ gte: 2 }), leads({ gte: 1 })] } },
    // All but jia, lan and nan; the guest too.
    { buyers: 8, revenue: 1823, judged: [12, 6] },
  );
});

describe('conditions on the same facts', () => {
  ofFirstHalf(
    'are measured by one statement, where both must hold',
    { all: [revenue({ gte: 215 }), { metric: { metric: 'GROSS_PROFIT', lte: 110 } }] },
    // hui has just 215, and 35 + 40 + 35 of profit; kong 90 + 19; anna and lan more.
    { buyers: 2, revenue: 465, judged: [12] },
  );

  ofFirstHalf(
    'or either',
    { any: [complaints({ gte: 2 }), tickets({ gte: 1 })] },
    // omar; hui and lan. dina and nobody travel too.
    { buyers: 3, revenue: 2995, judged: [5] },
  );

  ofFirstHalf(
    'rest on one condition of their own, judged once',
    {
      any: [
        { metric: { metric: 'COMPLAINTS', gte: 2, where: orders({ gte: 1 }) } },
        { metric: { metric: 'TICKETS', gte: 1, where: orders({ gte: 1 }) } },
      ],
    },
    // omar; hui and lan. dina, who did not buy, is left out.
    { buyers: 3, revenue: 2995, judged: [12, 3] },
  );

  ofFirstHalf(
    'have no value of what only the other one counts',
    { all: [complaints({ eq: 0 }), tickets({ lt: 1 }), orders({ eq: 1 })] },
    // chen, eve, gao and ping; omar complained. What they are measured among is the five with one order.
    { buyers: 4, revenue: 383, judged: [12, 1] },
  );
});

describe('one metric with several bounds', () => {
  ofFirstHalf(
    'is measured once',
    { all: [orders({ gte: 2 }), orders({ lt: 4 })] },
    // hui, jia, kong, lan and nan.
    { buyers: 5, revenue: 3375, judged: [12] },
  );

  it('takes two statements in all: the metric of each customer, and the question', async () => {
    const where = { any: [{ not: revenue({ gt: 100 }) }, { not: revenue({ gt: 150 }) }, revenue({ lt: 0 })] };
    for (const context of (await fixtureCompany()).contexts) {
      const rows: number[] = [];
      const engine = counting(context.engine, rows);
      const question = { metrics: ['REVENUE'], period: firstHalf, where };
      const { rows: answered, explain } = await answer(question, { ...context, engine });
      // eve 0, ping 33, nan 100, gao 150, and the 40 of the guest, who is nobody.
      expect(answered.map(numbers)).toEqual([[323]]);
      expect(rows).toEqual([12, 1]);
      expect(explain.sql).toHaveLength(2);
    }
  });
});
