// Laws that hold on every random company: of the naive evaluator, and so of any engine that agrees with it.
import * as fc from 'fast-check';
import { dimensionsOf } from '../support/naive/dimensions';
import { evaluate } from '../support/naive/evaluate';
import { malformedParts } from '../support/naive/malformed';
import { naiveMetrics } from '../support/naive/metrics';
import type { NaiveAnswer } from '../support/naive/question';
import { arbitraryAsk } from '../support/random-asks';
import { arbitraryCompany } from '../support/random-company';

const numbers = (answer: NaiveAnswer, metric: string) => answer.rows.map((row) => row.values[metric]?.value ?? 0);
const sum = (values: readonly number[]) => values.reduce((before, value) => before + value, 0);
const runs = { numRuns: 20 };

test('the base moves by who is lost, who comes back and who is new', () => {
  fc.assert(
    fc.property(arbitraryCompany(), ({ settings, company }) => {
      const metrics = ['CUSTOMERS_AT_START', 'LOST_CUSTOMERS', 'REACTIVATED_CUSTOMERS', 'CUSTOMERS_AT_END'];
      const period = { last: 12, unit: 'MONTH', includeCurrent: true };
      const months = evaluate(company, settings, { metrics, period, grain: 'MONTH' });
      const [starts, lost, back, ends] = metrics.map((metric) => numbers(months, metric));
      const newAndStaying = evaluate(company, settings, {
        metrics: ['NEW_CUSTOMERS', 'CUSTOMERS_AT_END'],
        period,
        grain: 'MONTH',
        by: ['CUSTOMER'],
      }).rows.filter((row) => row.values.NEW_CUSTOMERS?.value === 1 && row.values.CUSTOMERS_AT_END?.value === 1);
      months.rows.forEach((month, index) => {
        const fresh = newAndStaying.filter((row) => row.start === month.start).length;
        const expected = (starts?.[index] ?? 0) - (lost?.[index] ?? 0) + (back?.[index] ?? 0) + fresh;
        expect(ends?.[index]).toBe(expected);
      });
      // One month's end is the next one's start.
      expect(ends?.slice(0, -1)).toEqual(starts?.slice(1));
    }),
    runs,
  );
});

test('money adds up over channels, customers, weekdays and months', () => {
  fc.assert(
    fc.property(arbitraryCompany(), ({ settings, company }) => {
      const metrics = ['REVENUE'];
      const period = { last: 4, unit: 'QUARTER', includeCurrent: true };
      const [whole] = numbers(evaluate(company, settings, { metrics, period }), 'REVENUE');
      for (const slice of [
        { by: ['CHANNEL'] },
        { by: ['CUSTOMER', 'WEEKDAY'] },
        { by: ['BUYER_TYPE'], grain: 'MONTH' },
      ]) {
        expect(sum(numbers(evaluate(company, settings, { metrics, period, ...slice }), 'REVENUE'))).toBeCloseTo(
          whole ?? Number.NaN,
          6,
        );
      }
    }),
    runs,
  );
});

test('retained and lost make up the base; a filter on a member is its slice', () => {
  fc.assert(
    fc.property(arbitraryCompany(), ({ settings, company }) => {
      const metrics = ['RETENTION_RATE', 'CHURN_RATE'];
      const period = { last: 6, unit: 'MONTH' };
      const { rows } = evaluate(company, settings, { metrics, period, grain: 'MONTH', by: ['REGION'] });
      for (const { values } of rows) {
        const both = (values.RETENTION_RATE?.value ?? 50) + (values.CHURN_RATE?.value ?? 50);
        expect(both).toBeCloseTo(100, 9);
      }
      const where = { dimension: 'REGION', in: ['North'] };
      const north = evaluate(company, settings, { metrics, period, grain: 'MONTH', where }).rows;
      const slice = rows.filter((row) => row.keys[0] === 'North');
      if (slice.length > 0) expect(slice.map((row) => row.values)).toEqual(north.map((row) => row.values));
    }),
    runs,
  );
});

test('any question is answered with finite numbers, and says nothing where nothing is behind', () => {
  const dimensions = [...new Set(Object.values(dimensionsOf).flat())];
  const space = { metrics: Object.keys(naiveMetrics), dimensions };
  const asked = arbitraryCompany().chain((chosen) =>
    fc.record({ chosen: fc.constant(chosen), question: arbitraryAsk({ ...space, ...chosen }) }),
  );
  fc.assert(
    fc.property(asked, ({ chosen, question }) => {
      fc.pre(malformedParts(question).length === 0);
      const { rows, totals } = evaluate(chosen.company, chosen.settings, question);
      for (const row of [...rows, ...totals]) {
        for (const value of Object.values(row.values)) {
          if (value.value !== null) expect(Number.isFinite(value.value)).toBe(true);
          if (value.behind === 0) expect(value.value ?? 0).toBe(0);
        }
      }
    }),
    { numRuns: 60 },
  );
});
