// How values travel between PostgreSQL and this process: numeric, dates and instants as text, so that no digit, no
// microsecond and no infinity is lost; whole numbers as numbers. Holds for one pool, not for every user of pg.
import { type CustomTypesConfig, type PoolConfig, types } from 'pg';

/** PostgreSQL's text of a timestamptz in UTC as RFC 3339; `infinity` and `-infinity` stay as they are. */
export const instantText = (text: string): string => text.replace(' ', 'T').replace(/\+00$/, 'Z');

const asText = (text: string): string => text;

/** Our bigints are ids and counts, far below 2^53; one that is not is refused rather than rounded. */
function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`The bigint ${text} does not fit a number`);
  return value;
}

const { INT8, NUMERIC, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL } = types.builtins;

const scalars: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [INT8, wholeNumber],
  [NUMERIC, asText],
  [DATE, asText],
  [TIME, asText],
  [TIMESTAMP, asText],
  [TIMESTAMPTZ, instantText],
  [INTERVAL, asText],
]);

/** The array type of each scalar, by PostgreSQL's fixed type numbers. */
const arrays: ReadonlyMap<number, number> = new Map([
  [1016, INT8],
  [1231, NUMERIC],
  [1182, DATE],
  [1183, TIME],
  [1115, TIMESTAMP],
  [1185, TIMESTAMPTZ],
  [1187, INTERVAL],
]);

type ArrayParser = { create(text: string, item: (text: string | null) => unknown): { parse(): unknown[] } };
// The published type of arrayParser is not what the package exports.
const arrayParser = types.arrayParser as unknown as ArrayParser;

function parserOf(type: number): ((text: string) => unknown) | undefined {
  const element = arrays.get(type);
  if (element === undefined) return scalars.get(type);
  const parse = scalars.get(element) ?? asText;
  return (text) => arrayParser.create(text, (item) => (item === null ? null : parse(item))).parse();
}

const losslessTypes: CustomTypesConfig = {
  getTypeParser: (type: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parserOf(type)) ?? types.getTypeParser(type, format ?? 'text'),
};

/** The server lets go of what a session holds, locks too, within half a minute of its client's host being gone. */
const noticeTheDead = '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4';

/** What every session of the warehouse has in common. */
export const sessionSettings: PoolConfig = {
  types: losslessTypes,
  options: `-c TimeZone=UTC -c DateStyle=ISO,YMD -c IntervalStyle=iso_8601 -c client_encoding=UTF8 ${noticeTheDead}`,
  application_name: 'astrolabe',
  connectionTimeoutMillis: 15_000,
  // Whoever hears nothing for so long asks ten times, a second apart, whether the other side is still there.
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
};
