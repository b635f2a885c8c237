// Which Host and which Origin a request may name. A page of a foreign site can make its own name point at this machine: then its
// requests come here with that name as their host. Only names that are known are answered, and only pages of a known origin.
import { isIP } from 'node:net';

export type KnownHosts = {
  /** Names that people call this server by, such as bi.example.com; with a port only that one. */
  readonly allowedHosts: readonly string[];
  /** Origins of pages elsewhere that may ask. */
  readonly corsOrigins: readonly string[];
};

const urlOf = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

/** Of `[::1]:4000` and `LOCALHOST`: the name in lower case, without the port. */
function namesOf(host: string): { readonly name: string; readonly withPort: string } | undefined {
  if (/[\s/@?#\\,]/.test(host)) return undefined;
  const url = urlOf(`http://${host}`);
  if (url === undefined || url.hostname === '') return undefined;
  return { name: url.hostname.replace(/^\[|\]$/g, ''), withPort: url.host };
}

/** Browsers resolve names under localhost to this machine alone. */
const isLoopback = (name: string): boolean =>
  name === 'localhost' ||
  name.endsWith('.localhost') ||
  name === '::1' ||
  (isIP(name) === 4 && name.startsWith('127.'));

/** As a socket tells it: `::ffff:10.0.0.7` is 10.0.0.7. */
const plainAddress = (address: string | undefined): string => (address ?? '').replace(/^::ffff:/, '');

/** `reachedAt`: the address of this machine that the connection came in at. No name is needed to call it by that. */
export function isKnownHost(host: string | undefined, reachedAt: string | undefined, known: KnownHosts): boolean {
  const names = host === undefined ? undefined : namesOf(host);
  if (names === undefined) return false;
  const { name, withPort } = names;
  return (
    isLoopback(name) ||
    (isIP(name) > 0 && name === plainAddress(reachedAt)) ||
    known.allowedHosts.some((allowed) => allowed === name || allowed === withPort)
  );
}

/** A page of this server itself, by the host that the request names, or one of the origins that may ask. */
export function isKnownOrigin(origin: string, host: string, known: KnownHosts): boolean {
  const url = urlOf(origin);
  if (url === undefined || !/^https?:$/.test(url.protocol)) return false;
  return known.corsOrigins.includes(url.origin) || urlOf(`${url.protocol}//${host}`)?.origin === url.origin;
}
