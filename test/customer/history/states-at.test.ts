// Which of a customer's terms are mature at an instant, on the border itself.
import { Temporal } from 'temporal-polyfill';
import { atMonthEnd } from '../../../src/customer/history/judgement-instant';
import { termsAt } from '../../../src/customer/history/states-at';
import { defaultRules } from '../../../src/customer/rules/rules';

const settings = { timeZone: 'UTC', dormantAfterDays: 30, lostAfterDays: 60 };
const instant = atMonthEnd(Temporal.PlainDate.from('2025-07-01'), settings as never, defaultRules);
const microseconds = (text: string): number => Temporal.Instant.from(text).epochMilliseconds * 1000;

/** Of a customer with one renewed term of a year that ends at an instant. */
function termsOf(end: number) {
  const at = microseconds('2024-06-01T00:00:00Z');
  return termsAt({ terms: [{ at, end, isRenewed: true }] } as never, instant);
}

// 30 days before 1 July.
const border = microseconds('2025-06-01T00:00:00Z');

test.each([
  ['the instant 30 days before, not yet', border, 0],
  ['a microsecond earlier, yes', border - 1, 1],
])('a term that ended %s', (_title, end, mature) => {
  expect(termsOf(end)).toMatchObject({ matureTerms: mature, renewedTerms: mature, isUnderTerm: false });
});
