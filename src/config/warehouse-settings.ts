// Which database is the warehouse, and the calendar, money and limits of the business in it.
import { readFileSync } from 'node:fs';
import { type WeekStart, weekStarts } from '../model/calendar';
import {
  anyText,
  currencyCode,
  databaseUrl,
  databaseUrlFile,
  instant,
  oneOf,
  onOrOff,
  wholeNumber,
  zone,
} from './parsers';
import { setting, stated } from './setting';

function urlInFile(env: NodeJS.ProcessEnv): string | null {
  const path = stated(env, 'DATABASE_URL_FILE');
  return path !== undefined && 'value' in databaseUrlFile(path) ? readFileSync(path, 'utf8').trim() : null;
}

export const warehouseSettings = {
  databaseUrlFile: setting<string | null>({
    variable: 'DATABASE_URL_FILE',
    fallback: null,
    parse: databaseUrlFile,
    means: 'A file that holds the DATABASE_URL, as secrets of containers are files.',
  }),
  databaseUrl: setting<string | null>({
    variable: 'DATABASE_URL',
    fallback: urlInFile,
    parse: databaseUrl,
    means: 'A PostgreSQL server, version 15 or later; none: the embedded one under DATA_DIR.',
    secret: true,
  }),
  sample: setting({
    variable: 'SAMPLE',
    fallback: (env) => stated(env, 'DATABASE_URL') === undefined && urlInFile(env) === null,
    parse: onOrOff,
    means: 'Whether an empty warehouse is filled with the simulated company.',
  }),
  timeZone: setting({
    variable: 'TIME_ZONE',
    fallback: 'UTC',
    parse: zone,
    means: 'The IANA time zone of the business calendar.',
  }),
  currency: setting({
    variable: 'CURRENCY',
    fallback: 'CNY',
    parse: currencyCode,
    means: 'The ISO 4217 code of all money.',
  }),
  weekStart: setting<WeekStart>({
    variable: 'WEEK_START',
    fallback: 'MONDAY',
    parse: oneOf(weekStarts),
    means: 'The first day of a week.',
  }),
  fiscalYearStartMonth: setting({
    variable: 'FISCAL_YEAR_START_MONTH',
    fallback: 1,
    parse: wholeNumber(1, 12),
    means: 'The first month of a fiscal year.',
  }),
  lostAfterDays: setting({
    variable: 'LOST_AFTER_DAYS',
    fallback: 180,
    parse: wholeNumber(1, 36500),
    means: 'Days without a purchase after which a customer is lost.',
  }),
  dormantAfterDays: setting({
    variable: 'DORMANT_AFTER_DAYS',
    fallback: 90,
    parse: wholeNumber(1, 36500),
    means: 'Days without a purchase after which a customer is dormant.',
  }),
  slaSeconds: setting({
    variable: 'SLA_SECONDS',
    fallback: 3600,
    parse: wholeNumber(1, 999_999_999),
    means: 'Seconds within which an inquiry is to be answered.',
  }),
  asOf: setting<string | null>({
    variable: 'AS_OF',
    fallback: null,
    parse: instant,
    means: 'A fixed now, for demonstrations; none: the clock.',
  }),
  judgementRules: setting<string | null>({
    variable: 'JUDGEMENT_RULES',
    fallback: null,
    parse: anyText,
    means: 'A file of weights, bounds and cut-offs of judgements; none: the defaults.',
  }),
};
