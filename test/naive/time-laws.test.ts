// Laws of time that hold on every random company: nothing looks beyond now, what is over does not change, and a comparison is the
// answer about the days it names.
import * as fc from 'fast-check';
import type { Company } from '../support/naive/company';
import { dimensionsOf } from '../support/naive/dimensions';
import { evaluate } from '../support/naive/evaluate';
import { malformedParts } from '../support/naive/malformed';
import { naiveMetrics } from '../support/naive/metrics';
import { askedPeriod } from '../support/naive/period';
import type { NaiveAnswer, NaiveQuestion, NaiveSettings } from '../support/naive/question';
import { addDays, parseTimestamp, zoneClock } from '../support/naive/time';
import { arbitraryAsk } from '../support/random-asks';
import { arbitraryCompany } from '../support/random-company';
import { arbitraryPeriod } from '../support/random-period';

type Asking = { readonly settings: NaiveSettings; readonly company: Company; readonly question: NaiveQuestion };

const allMetrics = Object.keys(naiveMetrics);
/** Whether somebody is on file, and who the agents are, is known today. */
const knownToday = [
  'CUSTOMERS_ON_FILE',
  'DATA_COMPLETENESS',
  'DATA_FRESHNESS',
  'ACTIVE_RATE',
  'TOUCHES_PER_CUSTOMER',
  'INTERACTION_RATE',
  'SYSTEM_USAGE_RATE',
];
/** What becomes of an entry of P is known later. */
const outcomes = [
  'LEAD_CONVERSION_RATE',
  'LEAD_FOLLOW_UP_TIME',
  'SIGNING_RATE',
  'WIN_RATE',
  'DEALS_LOST',
  'RENEWAL_RATE',
  'WIN_BACK_RATE',
  'RETENTION_COST',
];

const asking = (metrics: readonly string[]): fc.Arbitrary<Asking> =>
  arbitraryCompany().chain((chosen) => {
    const dimensions = [...new Set(Object.values(dimensionsOf).flat())];
    return arbitraryAsk({ metrics, dimensions, ...chosen }).map((question) => ({ ...chosen, question }));
  });

/** The rows that have to be there, by their place in the answer. */
const shown = ({ rows, totals, refused }: NaiveAnswer) => ({
  refused,
  rows: [...rows, ...totals]
    .filter((row) => row.required)
    .map((row) => [JSON.stringify([row.start, row.level, row.keys, row.rolledUp, row.periodRolledUp]), row] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1)),
});

test('what happens after now changes no answer', () => {
  const metrics = allMetrics.filter((metric) => !knownToday.includes(metric));
  let answered = 0;
  fc.assert(
    fc.property(asking(metrics), ({ company, settings, question }) => {
      fc.pre(question.period.asOf != null && malformedParts(question).length === 0);
      fc.pre(!(question.orderBy ?? []).some(({ metric }) => metric != null && knownToday.includes(metric)));
      // Agents known only from later facts stand in the slices of agents.
      fc.pre(!(question.by ?? []).some((id) => ['AGENT', 'AGENT_ROLE', 'TEAM', 'DEPARTMENT'].includes(id)));
      const { now, today } = askedPeriod(question.period, settings);
      const business = zoneClock(settings.timeZone);
      const until = <T extends { readonly occurred_at: string }>(rows: readonly T[]) =>
        rows.filter((row) => parseTimestamp(row.occurred_at, business) <= now);
      const then: Company = {
        ...company,
        interactions: until(company.interactions),
        transactions: until(company.transactions),
        spend: company.spend.filter((row) => row.date <= today),
      };
      answered += 1;
      expect(shown(evaluate(then, settings, question))).toEqual(shown(evaluate(company, settings, question)));
    }),
    { numRuns: 15 },
  );
  expect(answered).toBeGreaterThanOrEqual(15);
});

test('what is over stays as it was, but for what becomes of it', () => {
  const metrics = allMetrics.filter((metric) => !outcomes.includes(metric));
  fc.assert(
    fc.property(
      arbitraryCompany(),
      fc.nat(700),
      fc.nat(200),
      fc.nat(60),
      ({ company, settings }, ago, length, later) => {
        const { today } = askedPeriod({ toDate: 'DAY' }, settings);
        const from = addDays(today, -ago - length);
        const to = addDays(from, length);
        const asked = (asOf: string | null) =>
          evaluate(company, settings, { metrics, period: { from, to, asOf }, grain: 'QUARTER', totals: 'GRAND' });
        fc.pre(to < today);
        const [plain, atOnce, after] = [null, to, addDays(to, later)].map(asked);
        expect(atOnce).toEqual(plain);
        expect(after).toEqual(plain);
      },
    ),
    { numRuns: 10 },
  );
});

test('a day not over by the clock is the clock', () => {
  fc.assert(
    fc.property(asking(allMetrics), fc.nat(400), ({ company, settings, question }, days) => {
      fc.pre(malformedParts(question).length === 0);
      const { today } = askedPeriod({ ...question.period, asOf: null }, settings);
      const asked = (asOf: string | null) =>
        evaluate(company, settings, { ...question, period: { ...question.period, asOf } });
      expect(asked(addDays(today, days))).toEqual(asked(null));
    }),
    { numRuns: 15 },
  );
});

test('a comparison is the answer about the days it names', () => {
  let compared = 0;
  const modes = fc.constantFrom('PREVIOUS_PERIOD', 'PREVIOUS_YEAR', 'SAME_WEEKDAYS_PREVIOUS_YEAR');
  const chosen = arbitraryCompany().chain((own) =>
    fc.record({ own: fc.constant(own), period: arbitraryPeriod(own.settings) }),
  );
  const grains = fc.constantFrom(null, 'WEEK', 'MONTH', 'QUARTER', 'YEAR');
  // What is compared with itself, by the form in which it was asked for, is another question.
  const metrics = allMetrics.filter((metric) => metric !== 'NET_REVENUE_RETENTION');
  fc.assert(
    fc.property(chosen, modes, grains, ({ own: { company, settings }, period }, mode, grain) => {
      const compare = [{ name: 'other', mode }];
      const { rows, totals } = evaluate(company, settings, { metrics, period, grain, compare, totals: 'GRAND' });
      for (const row of [rows[0], rows.at(-1), totals[0]]) {
        const other = row?.compared.REVENUE?.other;
        if (row === undefined || other == null) continue;
        compared += 1;
        expect(other.end < row.start || mode !== 'PREVIOUS_PERIOD').toBe(true);
        const { timezone, asOf } = period;
        const days = { from: other.start, to: other.end, timezone, asOf };
        const direct = evaluate(company, settings, { metrics, period: days }).rows[0];
        for (const metric of metrics)
          expect([metric, row.compared[metric]?.other?.value]).toEqual([metric, direct?.values[metric]?.value]);
      }
    }),
    { numRuns: 12 },
  );
  expect(compared).toBeGreaterThan(12);
});

test('the months of a year add up to it, and so do the months compared with', () => {
  fc.assert(
    fc.property(arbitraryCompany(), fc.integer({ min: 0, max: 24 }), ({ company, settings }, ago) => {
      const { today } = askedPeriod({ toDate: 'DAY' }, settings);
      const asOf = addDays(today, -30 * ago);
      const period = { last: 12, unit: 'MONTH', asOf };
      for (const mode of ['PREVIOUS_YEAR', 'PREVIOUS_PERIOD']) {
        const compare = [{ name: 'other', mode }];
        const question = { metrics: ['REVENUE', 'UNITS_SOLD'], period, grain: 'MONTH', compare, totals: 'GRAND' };
        const { rows, totals } = evaluate(company, settings, question);
        const total = totals[0];
        for (const metric of question.metrics) {
          const sum = (values: readonly (number | null | undefined)[]) =>
            values.reduce<number>((before, value) => before + (value ?? 0), 0);
          expect(sum(rows.map((row) => row.values[metric]?.value))).toBeCloseTo(
            total?.values[metric]?.value ?? Number.NaN,
            6,
          );
          if (mode === 'PREVIOUS_YEAR')
            expect(sum(rows.map((row) => row.compared[metric]?.other?.value))).toBeCloseTo(
              total?.compared[metric]?.other?.value ?? Number.NaN,
              6,
            );
        }
        // Each whole month follows the one it is compared with, and the year the year.
        const ends = [...rows, total].map((row) => row?.compared.REVENUE?.other?.end);
        const starts = [...rows, total].map((row) => (mode === 'PREVIOUS_PERIOD' ? row?.start : undefined));
        if (mode === 'PREVIOUS_PERIOD')
          expect(ends.map((end) => (end === undefined ? end : addDays(end, 1)))).toEqual(starts);
      }
    }),
    { numRuns: 15 },
  );
});
