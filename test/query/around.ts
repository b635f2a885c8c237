// What surrounds the questions of tests that need no company: a business in Shanghai, at noon of 1 July 2025.
import { Temporal } from 'temporal-polyfill';
import type { Around, QuerySettings } from '../../src/query/question/scope';

export const settings: QuerySettings = {
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  lostAfterDays: 180,
  dormantAfterDays: 90,
  weekStart: 'MONDAY',
  fiscalYearStartMonth: 1,
  slaSeconds: 3600,
};
export const now = Temporal.Instant.from('2025-07-01T12:00:00+08:00');
export const around: Around = { settings, now };
