// Where the facts behind an answer end, and which are later than its now: warnings counted by hand, on both engines.
import type { UserError } from '../../src/errors';
import { answer } from '../../src/query/answer';
import { funnel } from '../../src/query/journeys/funnel';
import { retention } from '../../src/query/journeys/retention';
import type { MetricQuestion, PeriodInput } from '../../src/query/question/metric-question';
import type { AnswerContext } from '../../src/query/reading';
import type { Warning } from '../../src/warnings';
import { type CompanySettings, type OpenCompany, openRows } from '../support/fixture';

const order = (id: string, at: string, customer: string) => ({
  transaction_id: id,
  order_id: id,
  occurred_at: at,
  kind: 'order',
  revenue: '10',
  customer_id: customer,
});
const lead = (id: string, at: string, customer: string) => ({
  interaction_id: id,
  occurred_at: at,
  kind: 'lead',
  customer_id: customer,
});
const spend = (id: string, date: string) => ({ spend_id: id, date, purpose: 'marketing', amount: '5' });

const sentences = (warnings: readonly Warning[]) => warnings.map(({ code, message }) => `${code}: ${message.en}`);

const early = (facts: string, last: string, end: string) =>
  `DATA_ENDS_EARLY: The last of the ${facts} is of ${last}, the period runs to ${end}: its last days may lack data.`;
const none = (facts: string) =>
  `DATA_ENDS_EARLY: There are no ${facts} at all: what is counted of them is 0 or missing.`;
const later = (facts: number, now: string) =>
  `LATER_FACTS_LEFT_OUT: ${facts} ${facts === 1 ? 'fact is' : 'facts are'} later than ${now}, the now of this answer, and left out.`;

type Rows = Parameters<typeof openRows>[0];
type Warns = (title: string, question: MetricQuestion, expected: readonly string[]) => void;

/** A company of its own, and what its answers warn of on each engine. */
function onCompany(
  name: string,
  rows: Rows,
  settings: CompanySettings,
  define: (it: Warns, open: () => OpenCompany) => void,
): void {
  describe(name, () => {
    let company: OpenCompany;
    beforeAll(async () => {
      company = await openRows(rows, settings);
    });
    afterAll(() => company.close());
    define(
      (title, question, expected) =>
        it(title, async () => {
          for (const context of company.contexts) {
            const { resolved, explain } = await answer(question, context);
            expect(sentences(resolved.warnings)).toEqual(expected);
            expect(explain.warnings).toEqual(resolved.warnings);
          }
        }),
      () => company,
    );
  });
}

const until = (to: string): PeriodInput => ({ from: '2026-06-01', to });
const year: PeriodInput = { year: 2026 };
const noon = '2026-06-30T12:00:00Z';

onCompany(
  'transactions until the 28th, interactions until the 27th, spend until May',
  {
    transactions: [
      order('t1', '2026-05-10T10:00:00Z', 'a'),
      order('t2', '2026-06-28T20:00:00Z', 'b'),
      order('t3', '2026-06-30T12:00:01Z', 'a'),
      order('t4', '2026-07-02T08:00:00Z', 'b'),
    ],
    interactions: [lead('i1', '2026-06-27T10:00:00Z', 'b'), lead('i2', '2026-09-01T10:00:00Z', 'c')],
    spend: [spend('s1', '2026-05-01'), spend('s2', '2026-07-01')],
  },
  { now: noon, timeZone: 'UTC' },
  (warns, open) => {
    const revenue = { metrics: ['REVENUE'] };

    warns('nothing where the period ends with the last fact', { ...revenue, period: until('2026-06-28') }, []);
    warns('nothing where it ends a day later', { ...revenue, period: until('2026-06-29') }, []);
    warns(
      'early where it ends two days later, today; and what is later than now',
      { ...revenue, period: until('2026-06-30') },
      [early('transactions', '2026-06-28', '2026-06-30'), later(2, noon)],
    );
    warns('the end of a period that is open is today', { ...revenue, period: year }, [
      early('transactions', '2026-06-28', '2026-06-30'),
      later(2, noon),
    ]);
    warns('nothing of a period long over', { ...revenue, period: { year: 2026, month: 5 } }, []);

    const both = { metrics: ['REVENUE', 'INTERACTIONS'] };
    warns('nothing where the earlier of two tables ends a day before', { ...both, period: until('2026-06-28') }, []);
    warns('one of two tables', { ...both, period: until('2026-06-29') }, [
      early('interactions', '2026-06-27', '2026-06-29'),
    ]);
    warns('both, and the later facts of both', { ...both, period: year }, [
      early('interactions', '2026-06-27', '2026-06-30'),
      early('transactions', '2026-06-28', '2026-06-30'),
      later(3, noon),
    ]);

    const spent = { metrics: ['ACQUISITION_SPEND'] };
    warns('spend alone', { ...spent, period: year }, [early('spend', '2026-05-01', '2026-06-30'), later(1, noon)]);
    warns('spend of a day before', { ...spent, period: { from: '2026-05-01', to: '2026-05-02' } }, []);

    warns(
      'each once, however the question is put together',
      {
        ...revenue,
        period: year,
        grain: 'MONTH',
        by: ['CUSTOMER'],
        top: { n: 1, metric: 'REVENUE' },
        totals: 'ROLLUP',
        where: { metric: { metric: 'ORDERS', gte: 1 } },
      },
      [early('transactions', '2026-06-28', '2026-06-30'), later(2, noon)],
    );

    warns('asOf a day after the last fact by then', { ...revenue, period: { ...year, asOf: '2026-05-11' } }, [
      later(3, '2026-05-12T00:00:00Z'),
    ]);
    warns('asOf two days after it', { ...revenue, period: { ...year, asOf: '2026-05-12' } }, [
      early('transactions', '2026-05-10', '2026-05-12'),
      later(3, '2026-05-13T00:00:00Z'),
    ]);
    warns(
      'asOf the end of the period: nothing of it is later',
      { ...revenue, period: { from: '2026-05-01', to: '2026-05-11', asOf: '2026-05-11' } },
      [],
    );

    // In Honolulu the 28th ends at 10 o'clock of the 29th, and the 29th on the 30th: two days after the last order.
    const honolulu = (to: string): PeriodInput => ({ ...until(to), timezone: 'Pacific/Honolulu' });
    warns(
      'the end of a day elsewhere, by the days of the business',
      { ...revenue, period: honolulu('2026-06-28') },
      [],
    );
    warns('the next day elsewhere', { ...revenue, period: honolulu('2026-06-29') }, [
      early('transactions', '2026-06-28', '2026-06-30'),
    ]);

    warns('of states, which rest on facts, too', { metrics: ['CUSTOMERS_AT_END'], period: year }, [
      early('transactions', '2026-06-28', '2026-06-30'),
      later(2, noon),
    ]);

    it('a funnel and cohorts warn of the facts they follow', async () => {
      for (const context of open().contexts) {
        const followed = await funnel({ period: year }, context);
        expect(sentences(followed.resolved.warnings)).toEqual([
          early('interactions', '2026-06-27', '2026-06-30'),
          early('transactions', '2026-06-28', '2026-06-30'),
          later(3, noon),
        ]);
        expect(followed.explain.warnings).toEqual(followed.resolved.warnings);
        const months = { period: { from: '2026-01-01', to: '2026-06-30' }, grain: 'MONTH' };
        const cohorts = await retention(months, context);
        expect(sentences(cohorts.resolved.warnings)).toEqual([
          early('transactions', '2026-06-28', '2026-06-30'),
          later(2, noon),
        ]);
        expect(cohorts.explain.warnings).toEqual(cohorts.resolved.warnings);
        const active = await retention({ ...months, activity: 'ACTIVE' }, context);
        expect(active.resolved.warnings).toEqual(followed.resolved.warnings);
        const over = await funnel({ period: { year: 2026, month: 5 } }, context);
        expect(over.resolved.warnings).toEqual([]);
      }
    });

    it('a period to come is refused, whatever the facts', async () => {
      for (const context of open().contexts) {
        const refusal = await answer({ ...revenue, period: { year: 2027 } }, context).catch((error: unknown) => error);
        expect((refusal as UserError).code).toBe('INVALID_PERIOD');
      }
    });

    it('a viewer is told of the facts in view alone', async () => {
      // a's last order by now is of 10 May; of those later than now one is a's.
      const viewer: AnswerContext['viewer'] = {
        kind: 'customers',
        filter: { kind: 'test', dimension: 'CUSTOMER', tests: [{ kind: 'in', members: ['a'] }] },
      };
      for (const context of open().contexts) {
        const { resolved } = await answer({ ...revenue, period: year }, { ...context, viewer });
        expect(sentences(resolved.warnings)).toEqual([
          early('transactions', '2026-05-10', '2026-06-30'),
          later(1, noon),
        ]);
      }
    });
  },
);

onCompany(
  'facts exactly at now',
  {
    transactions: [order('t1', '2026-05-13T00:00:00Z', 'a'), order('t2', noon, 'a')],
    spend: [spend('s1', '2026-05-12'), spend('s2', '2026-05-13')],
  },
  { now: noon, timeZone: 'UTC' },
  (warns) => {
    const revenue = { metrics: ['REVENUE'] };
    warns('are not later than it', { ...revenue, period: year }, []);
    // Now is then the first instant of the 13th.
    warns('nor at midnight', { ...revenue, period: { ...year, asOf: '2026-05-12' } }, [
      later(1, '2026-05-13T00:00:00Z'),
    ]);
    warns('the day before, all are later and none is there', { ...revenue, period: { ...year, asOf: '2026-05-11' } }, [
      none('transactions'),
      later(2, '2026-05-12T00:00:00Z'),
    ]);
    warns(
      'spend is of a whole day, which has not begun at its midnight',
      { metrics: ['ACQUISITION_SPEND'], period: { ...year, asOf: '2026-05-12' } },
      [later(1, '2026-05-13T00:00:00Z')],
    );
  },
);

onCompany(
  'customers without facts',
  { customers: [{ customer_id: 'a', region: 'north' }] },
  { now: noon, timeZone: 'UTC' },
  (warns) => {
    warns('there is nothing at all', { metrics: ['REVENUE', 'INTERACTIONS', 'ACQUISITION_SPEND'], period: year }, [
      none('interactions'),
      none('transactions'),
      none('spend'),
    ]);
    warns('also of a period that is over', { metrics: ['REVENUE'], period: { year: 2025 } }, [none('transactions')]);
  },
);
