// An API key as text: `astro_`, its number, `_`, 64 hexadecimal digits of a random secret, 8 of a checksum. The form finds a key
// that was left in a repository or a log; the checksum tells a key that was mistyped before anything is looked up.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** What begins with it is meant as a key. */
export const keyPrefix = 'astro_';

const form = /^astro_([1-9]\d{0,14})_[0-9a-f]{72}$/;
const checksumLength = 8;
const secretBytes = 32;
const shownLength = 8;

const checksum = (text: string): string => crc32(text).toString(16).padStart(checksumLength, '0');

export function newKeyText(id: number): string {
  const text = `${keyPrefix}${id}_${randomBytes(secretBytes).toString('hex')}`;
  return `${text}${checksum(text)}`;
}

export type KeyRead =
  | { readonly kind: 'key'; readonly id: number }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'wrong checksum' };

/** What a text that begins as a key is, by itself: whether there is such a key the database knows. */
export function readKeyText(text: string): KeyRead {
  const id = form.exec(text)?.[1];
  if (id === undefined) return { kind: 'malformed' };
  const end = text.length - checksumLength;
  if (checksum(text.slice(0, end)) !== text.slice(end)) return { kind: 'wrong checksum' };
  return { kind: 'key', id: Number(id) };
}

/** Enough of a key for its owner to know it again. */
export const shownOf = (text: string): string => `${text.slice(0, text.lastIndexOf('_') + 1 + shownLength)}...`;

/**
 * What is stored of a key. The secret has 256 random bits, which nobody guesses however quickly a guess is tried: a hash that
 * takes long on purpose, as passwords need, would only make each request slower.
 */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Takes as long wherever the two differ. */
export const isSameHash = (left: string, right: string): boolean =>
  timingSafeEqual(Buffer.from(left, 'hex'), Buffer.from(right, 'hex'));

/** Of no key: what the key of a number that nobody has is compared with. */
export const hashOfNoKey = hashOf('');
