// The environment, read once at start into a frozen Config. Every problem is listed in one error, so that one edit
// mends them all. An empty variable counts as unset.
import { isIPv4 } from 'node:net';
import { availableParallelism, totalmem } from 'node:os';
import { Temporal } from 'temporal-polyfill';
import { UserError } from './errors';
import { type BusinessSettings, type SettingName, settingNames, settingVariables } from './model/business-settings';
import { isTimeZone, type WeekStart, weekStarts } from './model/calendar';

const engines = ['columnar', 'postgres'] as const;

export type EngineName = (typeof engines)[number];

/**
 * The four business settings (timeZone, currency, lostAfterDays, dormantAfterDays) are what a new warehouse gets;
 * an existing one keeps its own: read them from `Warehouse.settings`. `stated` names those the environment states.
 */
export type Config = BusinessSettings & {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly sample: boolean;
  readonly engine: EngineName;
  /** What the columnar engine may use of the machine. */
  readonly columnarThreads: number;
  readonly columnarMemoryMegabytes: number;
  /** Where it puts what does not fit; none: beside its file. */
  readonly columnarSpillFolder: string | null;
  /** For the rows of statements that are asked again; 0: none are remembered. */
  readonly resultCacheMegabytes: number;
  /** How long one statement of a question may run. */
  readonly statementTimeoutSeconds: number;
  readonly weekStart: WeekStart;
  readonly fiscalYearStartMonth: number;
  readonly slaSeconds: number;
  /** Tells what usually nobody wants to know: every statement in the server's log, the details of a fault. */
  readonly debug: boolean;
  /** A fixed "now" (RFC 3339, UTC), or null for the clock. */
  readonly asOf: string | null;
  /** A file of weights, bounds and cut-offs of judgements; none: the defaults. */
  readonly judgementRules: string | null;
  /** Origins of web pages that may ask; none: only those this server serves itself. */
  readonly corsOrigins: readonly string[];
  readonly stated: readonly SettingName[];
};

type Parsed<T> = { readonly value: T } | { readonly problem: string };
type Parser<T> = (text: string) => Parsed<T>;

const wholeNumber =
  (least: number, most: number): Parser<number> =>
  (text) =>
    /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most
      ? { value: Number(text) }
      : { problem: `must be a whole number from ${least} to ${most}` };

const oneOf =
  <T extends string>(allowed: readonly T[]): Parser<T> =>
  (text) => {
    const value = allowed.find((name) => name.toLowerCase() === text.toLowerCase());
    return value === undefined
      ? { problem: `must be ${allowed.length === 1 ? '' : 'one of '}${allowed.join(', ')}` }
      : { value };
  };

const onOrOff: Parser<boolean> = (text) => {
  const parsed = oneOf(['on', 'off'])(text);
  return 'problem' in parsed ? parsed : { value: parsed.value === 'on' };
};

const oneOrZero: Parser<boolean> = (text) => {
  const parsed = oneOf(['1', '0'])(text);
  return 'problem' in parsed ? parsed : { value: parsed.value === '1' };
};

const loopback: Parser<string> = (text) =>
  text === 'localhost' || text === '::1' || (isIPv4(text) && text.startsWith('127.'))
    ? { value: text }
    : {
        problem:
          'must be a loopback address (127.0.0.1, ::1 or localhost): there is no authentication yet, so the server is not offered to other machines',
      };

const databaseUrl: Parser<string> = (text) =>
  URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol)
    ? { value: text }
    : { problem: 'must be a PostgreSQL URL such as postgresql://user:password@localhost:5432/astrolabe' };

const zone: Parser<string> = (text) =>
  isTimeZone(text)
    ? { value: text }
    : { problem: 'must be an IANA time zone such as Asia/Shanghai, Europe/Berlin or UTC' };

const currencyCode: Parser<string> = (text) =>
  Intl.supportedValuesOf('currency').includes(text.toUpperCase())
    ? { value: text.toUpperCase() }
    : { problem: 'must be an ISO 4217 currency code such as CNY, EUR or USD' };

const instant: Parser<string> = (text) => {
  const problem = 'must be an instant with its offset such as 2025-03-31T18:00:00Z or 2025-03-31T18:00:00+08:00';
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/i.test(text)) return { problem };
  try {
    return { value: Temporal.Instant.from(text).toString() };
  } catch {
    return { problem };
  }
};

const isOrigin = (text: string): boolean =>
  URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text.toLowerCase();

const origins: Parser<readonly string[]> = (text) => {
  const listed = text.split(',').map((each) => each.trim());
  return listed.every(isOrigin)
    ? { value: Object.freeze(listed.map((each) => each.toLowerCase())) }
    : { problem: 'must be origins without a path, separated by commas, such as https://crm.example.com' };
};

const bytesPerMegabyte = 1_048_576;

/** A quarter of the memory that this process may have. */
function usualMemoryMegabytes(): number {
  const limit = process.constrainedMemory();
  const there = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return Math.max(leastMemoryMegabytes, Math.floor(there / 4 / bytesPerMegabyte));
}
const leastMemoryMegabytes = 128;

/** The Config of an environment. Throws INVALID_CONFIGURATION with every problem. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const problems: string[] = [];
  const read = <T>(name: string, fallback: T, parse: Parser<T>): T => {
    const text = env[name]?.trim();
    if (text === undefined || text === '') return fallback;
    const parsed = parse(text);
    if ('value' in parsed) return parsed.value;
    // A database URL may hold a password, which no message may repeat.
    problems.push(`${name}${name === 'DATABASE_URL' ? '' : `=${text}`} ${parsed.problem}`);
    return fallback;
  };
  const url = read<string | null>('DATABASE_URL', null, databaseUrl);
  const config: Config = {
    port: read('PORT', 4000, wholeNumber(0, 65535)),
    host: read('HOST', '127.0.0.1', loopback),
    dataDir: read('DATA_DIR', '.data', (text) => ({ value: text })),
    databaseUrl: url,
    sample: read('SAMPLE', url === null, onOrOff),
    engine: read('ENGINE', 'columnar', oneOf(engines)),
    columnarThreads: read('COLUMNAR_THREADS', availableParallelism(), wholeNumber(1, 256)),
    columnarMemoryMegabytes: read(
      'COLUMNAR_MEMORY_MB',
      usualMemoryMegabytes(),
      wholeNumber(leastMemoryMegabytes, 16_777_216),
    ),
    columnarSpillFolder: read<string | null>('COLUMNAR_SPILL_DIR', null, (text) => ({ value: text })),
    resultCacheMegabytes: read('RESULT_CACHE_MB', 64, wholeNumber(0, 1_048_576)),
    statementTimeoutSeconds: read('STATEMENT_TIMEOUT_SECONDS', 60, wholeNumber(1, 86_400)),
    timeZone: read('TIME_ZONE', 'UTC', zone),
    currency: read('CURRENCY', 'CNY', currencyCode),
    weekStart: read('WEEK_START', 'MONDAY', oneOf(weekStarts)),
    fiscalYearStartMonth: read('FISCAL_YEAR_START_MONTH', 1, wholeNumber(1, 12)),
    lostAfterDays: read('LOST_AFTER_DAYS', 180, wholeNumber(1, 36500)),
    dormantAfterDays: read('DORMANT_AFTER_DAYS', 90, wholeNumber(1, 36500)),
    slaSeconds: read('SLA_SECONDS', 3600, wholeNumber(1, 999_999_999)),
    debug: read('ASTROLABE_DEBUG', false, oneOrZero),
    asOf: read<string | null>('AS_OF', null, instant),
    judgementRules: read<string | null>('JUDGEMENT_RULES', null, (text) => ({ value: text })),
    corsOrigins: read<readonly string[]>('CORS_ORIGINS', Object.freeze([]), origins),
    stated: Object.freeze(settingNames.filter((name) => (env[settingVariables[name]] ?? '').trim() !== '')),
  };
  if (problems.length > 0) throw new UserError('INVALID_CONFIGURATION', { problems });
  return Object.freeze(config);
}
