// What a question is read as: its period and its now, the company as it is known then, and its filter made plain.
import type { PeriodInput } from '../../../src/query/question/metric-question';
import type { Company } from './company';
import { wholeFilter } from './conditions';
import type { PlainFilter } from './filters';
import { type Asked, askedPeriod } from './period';
import type { NaiveFilter, NaiveQuestion, NaiveSettings } from './question';
import type { Instant } from './time';
import { clocksOf, type World, worldAt } from './world';

export type Reading = { readonly asked: Asked; readonly world: World; readonly where: PlainFilter | null };

type Readable = Pick<NaiveQuestion, 'segments'> & {
  readonly period: PeriodInput;
  readonly where?: NaiveFilter | null;
};

export function readingOf(
  company: Company,
  settings: NaiveSettings,
  { period, where, segments = {} }: Readable,
): Reading {
  const clockOf = clocksOf(company);
  const asked = askedPeriod(period, settings, clockOf);
  const known = (now: Instant) => worldAt(company, settings, now);
  const around = { settings, asked, period, segments, clockOf, worldAt: known };
  return { asked, world: around.worldAt(asked.now), where: wholeFilter(where, around) };
}
