// What the text of a variable may be: a parser gives its value, or says in words what it must be.
import { isIP, isIPv4 } from 'node:net';
import { Temporal } from 'temporal-polyfill';
import { isTimeZone } from '../model/calendar';

export type Parsed<T> = { readonly value: T } | { readonly problem: string };
export type Parser<T> = (text: string) => Parsed<T>;

export const anyText: Parser<string> = (text) => ({ value: text });

export const wholeNumber =
  (least: number, most: number): Parser<number> =>
  (text) =>
    /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most
      ? { value: Number(text) }
      : { problem: `must be a whole number from ${least} to ${most}` };

export const oneOf =
  <T extends string>(allowed: readonly T[]): Parser<T> =>
  (text) => {
    const value = allowed.find((name) => name.toLowerCase() === text.toLowerCase());
    return value === undefined
      ? { problem: `must be ${allowed.length === 1 ? '' : 'one of '}${allowed.join(', ')}` }
      : { value };
  };

export const onOrOff: Parser<boolean> = (text) => {
  const parsed = oneOf(['on', 'off'])(text);
  return 'problem' in parsed ? parsed : { value: parsed.value === 'on' };
};

export const oneOrZero: Parser<boolean> = (text) => {
  const parsed = oneOf(['1', '0'])(text);
  return 'problem' in parsed ? parsed : { value: parsed.value === '1' };
};

export const isLoopback = (host: string): boolean =>
  host.toLowerCase() === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

export const hostName: Parser<string> = (text) =>
  isIP(text) > 0 || (/^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/i.test(text) && /[a-z]/i.test(text))
    ? { value: text }
    : { problem: 'must be an address or a name of this machine, such as 127.0.0.1 or 0.0.0.0' };

/** With commas between, in the order given. */
export const listOf =
  <T>(parse: Parser<T>): Parser<readonly T[]> =>
  (text) => {
    const values: T[] = [];
    for (const part of text.split(',').map((each) => each.trim())) {
      const parsed = part === '' ? { problem: 'must not have an empty place between commas' } : parse(part);
      if ('problem' in parsed) return parsed;
      values.push(parsed.value);
    }
    return { value: Object.freeze(values) };
  };

export const databaseUrl: Parser<string> = (text) =>
  URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol)
    ? { value: text }
    : { problem: 'must be a PostgreSQL URL such as postgresql://user:password@localhost:5432/astrolabe' };

export const zone: Parser<string> = (text) =>
  isTimeZone(text)
    ? { value: text }
    : { problem: 'must be an IANA time zone such as Asia/Shanghai, Europe/Berlin or UTC' };

export const currencyCode: Parser<string> = (text) =>
  Intl.supportedValuesOf('currency').includes(text.toUpperCase())
    ? { value: text.toUpperCase() }
    : { problem: 'must be an ISO 4217 currency code such as CNY, EUR or USD' };

export const instant: Parser<string> = (text) => {
  const problem = 'must be an instant with its offset such as 2025-03-31T18:00:00Z or 2025-03-31T18:00:00+08:00';
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/i.test(text)) return { problem };
  try {
    return { value: Temporal.Instant.from(text).toString() };
  } catch {
    return { problem };
  }
};

const hostWithPort =
  /^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;

export const hosts: Parser<readonly string[]> = (text) => {
  const listed = text.split(',').map((each) => each.trim().toLowerCase());
  return listed.every((each) => hostWithPort.test(each))
    ? { value: Object.freeze(listed) }
    : { problem: 'must be names of hosts, separated by commas, such as bi.example.com or bi.example.com:8443' };
};

const isOrigin = (text: string): boolean =>
  URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text.toLowerCase();

export const origins: Parser<readonly string[]> = (text) => {
  const listed = text.split(',').map((each) => each.trim());
  return listed.every(isOrigin)
    ? { value: Object.freeze(listed.map((each) => each.toLowerCase())) }
    : { problem: 'must be origins without a path, separated by commas, such as https://crm.example.com' };
};
