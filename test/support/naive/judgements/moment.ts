// One instant of judgements with what every rule needs of it: its limits on the business calendar, its month-end, the models of that
// month-end, and the company's customers.
import type { BaseRules, Customer } from '../customers';
import type { NaiveSettings } from '../question';
import type { Instant } from '../time';
import { businessDateOf, minusMonths, monthEndAt } from './instants';
import type { Models } from './models';

export type Moment = {
  readonly t: Instant;
  /** m(t). */
  readonly m: Instant;
  readonly businessDate: string;
  readonly models: Models;
  /** A year: .1 is ten percent. */
  readonly discountRate: number;
  readonly customers: readonly Customer[];
  readonly rules: BaseRules;
  readonly yearAgo: Instant;
  readonly twelveMonthsAgo: Instant;
  readonly sixMonthsAgo: Instant;
  readonly days90Ago: Instant;
  readonly days180Ago: Instant;
  readonly dormantLimit: Instant;
  /** m(t) - 30 days: up to here a term has had its time to be renewed. */
  readonly matureBefore: Instant;
  /** m(t) - 1 year - 30 days. */
  readonly matureSince: Instant;
  /** m(t) - 90 days and m(t) - 1 year - 90 days: between them the reference leads began. */
  readonly leadsBefore: Instant;
  readonly leadsSince: Instant;
};

export type Judged = {
  readonly settings: NaiveSettings;
  readonly customers: readonly Customer[];
  readonly rules: BaseRules;
  readonly modelsAt: (monthEnd: Instant) => Models;
  readonly discountRate: number;
};

export function momentOf({ settings, customers, rules, modelsAt, discountRate }: Judged, t: Instant): Moment {
  const { clock } = rules;
  const m = monthEndAt(t, clock);
  const yearBeforeM = clock.minusYears(m, 1);
  return {
    t,
    m,
    businessDate: businessDateOf(t, clock),
    models: modelsAt(m),
    discountRate,
    customers,
    rules,
    yearAgo: clock.minusYears(t, 1),
    twelveMonthsAgo: minusMonths(t, 12, clock),
    sixMonthsAgo: minusMonths(t, 6, clock),
    days90Ago: clock.minusDays(t, 90),
    days180Ago: clock.minusDays(t, 180),
    dormantLimit: clock.minusDays(t, settings.dormantAfterDays),
    matureBefore: clock.minusDays(m, 30),
    matureSince: clock.minusDays(yearBeforeM, 30),
    leadsBefore: clock.minusDays(m, 90),
    leadsSince: clock.minusDays(yearBeforeM, 90),
  };
}
