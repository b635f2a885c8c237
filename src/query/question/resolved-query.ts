// What a question came to, after defaults, calendar and clock: the part that is known before anything is measured.
import type { Temporal } from 'temporal-polyfill';
import type { ResolvedQuery } from './metrics-result';
import type { Scope } from './scope';

/** The precision that the warehouse keeps. */
export const toMicroseconds = (instant: Temporal.Instant): Temporal.Instant =>
  instant.round({ smallestUnit: 'microsecond', roundingMode: 'floor' });

export const resolvedScope = ({
  period,
  now,
  settings,
}: Scope): Omit<ResolvedQuery, 'dataVersion' | 'engine' | 'cached' | 'elapsedMs' | 'warnings'> => ({
  from: period.from.toString(),
  to: period.to.toString(),
  asOf: now.toString(),
  timezone: period.calendar.timezone,
  weekStart: period.calendar.weekStart,
  fiscalYearStartMonth: period.calendar.fiscalYearStartMonth,
  currency: settings.currency,
});
