// Laws that hold whatever the data: on random companies and questions, on both engines.
import { Decimal } from 'decimal.js';
import * as fc from 'fast-check';
import { dimensions } from '../../src/model/dimensions';
import { customerDimensions } from '../../src/model/member-places';
import { answer } from '../../src/query/answer';
import type { FilterInput, MetricQuestion } from '../../src/query/question/metric-question';
import type { MetricRow, MetricsResult } from '../../src/query/question/metrics-result';
import type { OpenCompany } from '../support/fixture';
import { judgedCompany } from '../support/judged-company';
import type { Company } from '../support/naive/company';
import type { NaiveSettings } from '../support/naive/question';
import { randomCompany, randomSettings } from '../support/random-company';
import { arbitraryQuestion } from '../support/random-question';

type Question = MetricQuestion;
type Ask = (question: Question) => Promise<MetricsResult>;

const additive = ['REVENUE', 'GROSS_PROFIT', 'UNITS_SOLD', 'COMPLAINTS', 'TICKETS', 'INTERACTIONS'];
/** Of a customer today, one member at most. */
const attributesOfCustomers = [
  'REGION',
  'COUNTRY',
  'CITY',
  'INDUSTRY',
  'COMPANY_SIZE',
  'GENDER',
  'ACQUISITION_CHANNEL',
];
const casesPerLaw = 2;
jest.setTimeout(120_000);

const exactSum = (rows: readonly MetricRow[], metric: string): string =>
  rows.reduce((sum, { values }) => sum.plus(values[metric]!.exact!), new Decimal(0)).toFixed(4);
const sumOf = async (ask: Ask, question: Question): Promise<string> =>
  exactSum((await ask({ ...question, by: [], totals: 'NONE' })).rows, question.metrics[0]!);
const plus = (...amounts: readonly string[]): string =>
  amounts.reduce((sum, each) => sum.plus(each), new Decimal(0)).toFixed(4);
const nameOf = ({ period, keys }: MetricRow): string => JSON.stringify([period.start, keys.map(({ value }) => value)]);

describe.each([11, 12, 13, 14, 15, 16])('on company %p', (seed) => {
  const settings: NaiveSettings = randomSettings(seed);
  const company: Company = randomCompany(seed, settings, { customers: 8 + seed, facts: 250 });
  let open: OpenCompany;
  beforeAll(async () => {
    open = (await judgedCompany(company, settings)).open;
  });
  afterAll(() => open.close());

  const questions = (
    metrics: readonly string[],
    allowed: readonly string[] = dimensions.map(({ id }) => id),
  ): fc.Arbitrary<Question> =>
    fc
      .constantFrom(...metrics)
      .chain((metric) => arbitraryQuestion({ metrics: [metric], dimensions: allowed, company, settings }));
  const filtered = (metrics: readonly string[], allowed?: readonly string[]): fc.Arbitrary<Question> =>
    questions(metrics, allowed).filter(({ where }) => where != null);

  function law<Asked extends readonly unknown[]>(
    title: string,
    asked: fc.Arbitrary<Asked>,
    check: (ask: Ask, ...of: Asked) => Promise<void>,
  ): void {
    it(title, async () => {
      const property = fc.asyncProperty(asked, async (of) => {
        for (const context of open.contexts) {
          const ask: Ask = async (question) => {
            const result = await answer(question, context).catch((error: { code?: string }) => {
              // Periods that have not begun, orders of members that have none, and members that nothing has are no question.
              fc.pre(!['INVALID_PERIOD', 'INVALID_FILTER', 'UNKNOWN_MEMBER'].includes(error.code ?? ''));
              throw error;
            });
            fc.pre(result.refused.size === 0);
            return result;
          };
          await check(ask, ...of);
        }
      });
      await fc.assert(property, { numRuns: casesPerLaw, seed, interruptAfterTimeLimit: 60_000 });
    });
  }

  law(
    'a filter and its negation are everything, and have nothing in common',
    fc.tuple(filtered(additive)),
    async (ask, question) => {
      const where = question.where!;
      const not = { not: where };
      const all = await sumOf(ask, { ...question, where: null });
      expect(plus(await sumOf(ask, question), await sumOf(ask, { ...question, where: not }))).toBe(all);
      expect([
        await sumOf(ask, { ...question, where: { any: [where, not] } }),
        await sumOf(ask, { ...question, where: { all: [where, not] } }),
        await sumOf(ask, { ...question, where: { not } }),
      ]).toEqual([all, '0.0000', await sumOf(ask, question)]);
    },
  );

  law(
    'what is in a list, and what is not in it, are everything, and so are what has a member and what has none',
    fc.tuple(questions(additive), fc.constantFrom(...customerDimensions)),
    async (ask, question, dimension) => {
      const { rows } = await ask({ ...question, by: [dimension], grain: null, where: null });
      const members = rows.map(({ keys }) => keys[0]!.value).filter((member) => member !== null);
      const sum = (where: FilterInput | null): Promise<string> => sumOf(ask, { ...question, where });
      const all = await sum(null);
      for (const some of [members, members.filter((_, index) => index % 2 === 0), []]) {
        expect(plus(await sum({ dimension, in: some }), await sum({ dimension, notIn: some }))).toBe(all);
        expect(await sum({ not: { dimension, in: some } })).toBe(await sum({ dimension, notIn: some }));
      }
      expect(plus(await sum({ dimension, isNull: true }), await sum({ dimension, isNull: false }))).toBe(all);
    },
  );

  law(
    'buyers who are of a kind today and those who are not are all',
    fc.tuple(questions(['BUYERS']), fc.constantFrom(...attributesOfCustomers)),
    async (ask, { period }, dimension) => {
      const buyers = async (where: FilterInput | null): Promise<number> =>
        (await ask({ metrics: ['BUYERS'], period, where, attributes: 'CURRENT' })).rows[0]!.values.BUYERS!.value!;
      const where = { any: ['h', 'C', 'f', 'b'].map((text) => ({ dimension, contains: text })) };
      expect((await buyers(where)) + (await buyers({ not: where }))).toBe(await buyers(null));
    },
  );

  law(
    'a wider filter has no fewer facts, a narrower one no more',
    fc.tuple(filtered(['REVENUE']), filtered(['REVENUE'])),
    async (ask, { where, ...question }, { where: other }) => {
      const facts = async (filter: FilterInput): Promise<number> =>
        (await ask({ ...question, by: [], grain: null, where: filter })).rows[0]!.values.REVENUE!.n!;
      const [own, wider, narrower] = [
        await facts(where!),
        await facts({ any: [where!, other!] }),
        await facts({ all: [where!, other!] }),
      ];
      expect([wider >= own, own >= narrower]).toEqual([true, true]);
    },
  );

  law(
    'the order of dimensions changes nothing but the order',
    fc.tuple(questions([...additive, 'BUYERS', 'CSAT'])),
    async (ask, question) => {
      const by = question.by ?? [];
      fc.pre(by.length > 0);
      const asked = { ...question, by: by.length > 1 ? by : [...by, by[0] === 'WEEKDAY' ? 'CHANNEL' : 'WEEKDAY'] };
      const turned = await ask({ ...asked, by: [...asked.by].reverse(), first: 50_000 });
      const rows = turned.rows.map((row) => ({ ...row, rolledUp: [], keys: [...row.keys].reverse() }));
      const straight = (await ask({ ...asked, first: 50_000 })).rows;
      const byName = (left: MetricRow, right: MetricRow): number => (nameOf(left) < nameOf(right) ? -1 : 1);
      expect([...rows].sort(byName)).toEqual([...straight].sort(byName));
    },
  );

  law('rows add up to their subtotals and totals', fc.tuple(questions(additive)), async (ask, question) => {
    const by = (question.by ?? []).filter((dimension) => dimension !== 'TAG');
    const { rows, totals } = await ask({ ...question, by, totals: 'ROLLUP', first: 50_000 });
    expect(totals.length).toBeGreaterThan(rows.length === 0 ? 0 : by.length - 1);
    for (const total of totals) {
      const parts = rows.filter(
        ({ keys, period }) =>
          total.keys.every(({ value }, position) => keys[position]!.value === value) &&
          (total.periodRolledUp || period.start === total.period.start),
      );
      expect(exactSum(parts, question.metrics[0]!)).toBe(exactSum([total], question.metrics[0]!));
    }
  });

  law(
    'pages put together are the whole',
    fc.tuple(
      questions(['REVENUE', 'CSAT', 'BUYERS']),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom('ASC', 'DESC', null),
    ),
    async (ask, drawn, pages, direction) => {
      const by = drawn.by?.length ? drawn.by : ['WEEKDAY', 'CAMPAIGN'];
      const orderBy = direction === null ? [] : [{ metric: drawn.metrics[0]!, direction }];
      const question = { ...drawn, by, orderBy };
      const whole = await ask({ ...question, first: 50_000 });
      const first = Math.max(1, Math.ceil(whole.rows.length / pages));
      const rows: MetricRow[] = [];
      for (let after: string | null = null; ; ) {
        const page: MetricsResult = await ask({ ...question, first, after });
        rows.push(...page.rows);
        expect([page.groupCount, page.totals]).toEqual([whole.rows.length, whole.totals]);
        if (!page.pageInfo.hasNextPage) break;
        after = page.pageInfo.endCursor;
      }
      expect(rows).toEqual(whole.rows);
    },
  );

  law(
    'the base at the end is that at the start, less the lost, with those who came back and who are new and stay',
    fc.tuple(questions(['CUSTOMERS_AT_END']), fc.constantFrom('MONTH', 'QUARTER', 'WEEK')),
    async (ask, { period }, grain) => {
      const asked = { period, grain, first: 50_000 };
      const moves = ['CUSTOMERS_AT_START', 'LOST_CUSTOMERS', 'REACTIVATED_CUSTOMERS', 'CUSTOMERS_AT_END'];
      const { rows } = await ask({ ...asked, metrics: moves });
      const each = await ask({
        ...asked,
        metrics: ['NEW_CUSTOMERS', 'CUSTOMERS_AT_END'],
        by: ['CUSTOMER'],
        fill: false,
      });
      const stay = each.rows.filter(
        ({ values }) => values.NEW_CUSTOMERS!.value === 1 && values.CUSTOMERS_AT_END!.value === 1,
      );
      rows.forEach(({ period: bucket, values }, index) => {
        const [start, lost, back, end] = moves.map((metric) => values[metric]!.value!);
        const fresh = stay.filter((row) => row.period.start === bucket.start).length;
        expect([bucket.start, end]).toEqual([bucket.start, start! - lost! + back! + fresh]);
        if (index > 0) expect(start).toBe(rows[index - 1]!.values.CUSTOMERS_AT_END!.value);
      });
    },
  );

  law(
    'what customers bring one by one, and nobody, is the whole',
    fc.tuple(questions(['REVENUE'])),
    async (ask, question) => {
      const asked = { ...question, grain: null, totals: 'NONE' };
      const { rows } = await ask({ ...asked, by: ['CUSTOMER'], first: 50_000 });
      expect(exactSum(rows, 'REVENUE')).toBe(await sumOf(ask, asked));
      const known = rows.filter(({ keys }) => keys[0]!.value !== null);
      for (const row of known.slice(0, 3)) {
        const where = { dimension: 'CUSTOMER', in: [row.keys[0]!.value!] };
        const both = question.where == null ? where : { all: [where, question.where] };
        expect(await sumOf(ask, { ...asked, where: both })).toBe(exactSum([row], 'REVENUE'));
      }
    },
  );
});
