// Laws of filters that hold on every random company: a filter and its `not` are everything, whatever stands in it.
import * as fc from 'fast-check';
import type { Company } from '../support/naive/company';
import { allowed } from '../support/naive/dimensions';
import { evaluate } from '../support/naive/evaluate';
import type { NaiveFilter, NaiveQuestion, NaiveRow, NaiveSettings } from '../support/naive/question';
import { OTHER } from '../support/naive/top';
import { arbitraryChoice } from '../support/random-choices';
import { arbitraryCompany } from '../support/random-company';
import { arbitraryFilter } from '../support/random-filter';
import { arbitraryPeriod } from '../support/random-period';

type Chosen = { readonly settings: NaiveSettings; readonly company: Company };
type Filtered = Chosen & Pick<NaiveQuestion, 'segments' | 'period'> & { readonly where: NaiveFilter };

/** What all facts of transactions and interactions have. */
const dimensions = fc.constantFrom(...allowed.TI, 'TAG', 'TAG', 'CUSTOMER', 'REGION');
const sums = ['REVENUE', 'UNITS_SOLD', 'INTERACTIONS', 'COMPLAINTS', 'SURVEY_RESPONSES'];
const others = ['BUYERS', 'NPS', 'CHURN_RATE', 'ACTIVE_CUSTOMERS', 'CLV_HISTORIC', 'REPEAT_PURCHASE_RATE'];
const runs = { numRuns: 20 };

const filtered = (): fc.Arbitrary<Filtered> =>
  arbitraryCompany().chain((chosen) => {
    const filter = arbitraryFilter(dimensions, chosen.company);
    const choice = filter.chain((where) => arbitraryChoice(chosen, sums, where));
    return fc
      .record({
        period: arbitraryPeriod(chosen.settings),
        choice: fc.oneof(
          filter.map((where) => ({ where })),
          choice,
        ),
      })
      .map(({ period, choice: own }) => ({ ...chosen, period, ...own }));
  });

const ask = ({ company, settings, period, segments }: Omit<Filtered, 'where'>, question: Partial<NaiveQuestion>) =>
  evaluate(company, settings, { metrics: sums, period, segments, ...question });
const exact = (row: NaiveRow | undefined, metric: string): bigint => row?.values[metric]?.exact ?? -1n;
const valuesOf = (rows: readonly NaiveRow[]) => rows.map(({ keys, start, values }) => ({ keys, start, values }));

test('a filter and its not are together everything', () => {
  fc.assert(
    fc.property(filtered(), ({ where, ...about }) => {
      const [met, unmet, all] = [where, { not: where }, null].map((filter) => ask(about, { where: filter }).rows[0]);
      for (const metric of sums) expect(exact(met, metric) + exact(unmet, metric)).toBe(exact(all, metric));
    }),
    runs,
  );
});

test('not of not is the filter, and not of all is any of the nots', () => {
  fc.assert(
    fc.property(filtered(), ({ where, ...about }) => {
      const answered = (filter: NaiveFilter) =>
        valuesOf(ask(about, { metrics: [...sums, ...others], where: filter }).rows);
      expect(answered({ not: { not: where } })).toEqual(answered(where));
      const vip = { dimension: 'TAG', in: ['vip'] };
      expect(answered({ not: { all: [where, vip] } })).toEqual(answered({ any: [{ not: where }, { not: vip }] }));
      expect(answered({ not: { any: [where, vip] } })).toEqual(
        answered({ all: [{ not: where }, { dimension: 'TAG', notIn: ['vip'] }] }),
      );
    }),
    runs,
  );
});

test('a list is any of its members, and none of it is everything else', () => {
  fc.assert(
    fc.property(arbitraryCompany(), fc.constantFrom(...allowed.C), ({ company, settings }, dimension) => {
      const period = { last: 24, unit: 'MONTH', includeCurrent: true };
      const metrics = [...sums, ...others];
      const asked = (question: Partial<NaiveQuestion>) =>
        evaluate(company, settings, { metrics, period, fill: false, ...question });
      const members = asked({ by: [dimension] }).rows.flatMap((row) => row.keys[0] ?? []);
      const some = members.slice(0, 2);
      const values = (where: NaiveFilter) => valuesOf(asked({ where }).rows);
      expect(values({ dimension, in: some })).toEqual(
        values({ any: some.map((member) => ({ dimension, in: [member] })) }),
      );
      expect(values({ dimension, notIn: some })).toEqual(values({ not: { dimension, in: some } }));
      expect(values({ dimension, isNull: true })).toEqual(values({ dimension, notIn: members }));
    }),
    { numRuns: 12 },
  );
});

test('no filter, an empty one and all of nothing are one question, targets and shares included', () => {
  fc.assert(
    fc.property(filtered(), ({ where: _, ...about }) => {
      const [none, ...same] = [null, {}, { all: [] }, { all: [{ all: [] }] }].map((where) =>
        ask(about, { where, by: ['REGION'], totals: 'GRAND' }),
      );
      for (const answer of same) expect(answer).toEqual(none);
    }),
    { numRuns: 12 },
  );
});

test('the top members and Other are everything, and none is one of them only if asked', () => {
  fc.assert(
    fc.property(
      filtered(),
      fc.constantFrom(...allowed.TI.filter((id) => id !== 'TAG')),
      fc.integer({ min: 1, max: 4 }),
      fc.boolean(),
      ({ where, ...about }, dimension, n, none) => {
        const asked = (question: Partial<NaiveQuestion>) =>
          ask(about, { metrics: ['REVENUE'], where, ...question }).rows;
        const top = { n, metric: 'REVENUE', none };
        const rows = asked({ by: [dimension], top });
        const total = rows.reduce((before, row) => before + exact(row, 'REVENUE'), 0n);
        expect(total).toBe(exact(asked({})[0], 'REVENUE'));
        const apart = rows.filter((row) => row.level !== 'OTHER');
        expect(apart.length).toBeLessThanOrEqual(n);
        if (!none) expect(apart.filter((row) => row.keys[0] === null)).toEqual([]);
        expect(rows.filter((row) => row.keys[0] === OTHER).length).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 15 },
  );
});
