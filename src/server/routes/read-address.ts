// The one reading of the address of /graphql. Routing, the limits on documents and whoever answers would each read it by rules of
// their own; so it is read here once, what could be read in two ways is refused, and it is written anew from what was read.
import type { HttpError } from '../http-errors';

const path = '/graphql';

const parameters = ['query', 'operationName', 'variables', 'extensions', 'documentId'] as const;

export type AddressParameters = { readonly [name in (typeof parameters)[number]]?: string };

export type AddressRead =
  | { readonly refusal: HttpError }
  /** No other parameter means anything here. */
  | { readonly refusal: null; readonly asked: AddressParameters };

const refused = (message: string): AddressRead => ({ refusal: { status: 400, code: 'BAD_REQUEST', message } });

export function readAddress(address: string): AddressRead {
  if (address.includes('#')) return refused('The address has a #, which no request has: write it as %23.');
  const start = address.indexOf('?');
  const search = start < 0 ? '' : address.slice(start + 1);
  if (!isDecodable(search)) return refused('The address has a percent sign that begins no character.');
  const given = new URLSearchParams(search);
  const twice = parameters.find((name) => given.getAll(name).length > 1);
  if (twice !== undefined) return refused(`The address has the parameter ${twice} more than once.`);
  return { refusal: null, asked: Object.fromEntries([...given].filter(([name]) => isParameter(name))) };
}

export function addressOf(asked: AddressParameters): string {
  const search = new URLSearchParams(Object.entries(asked)).toString();
  return search === '' ? path : `${path}?${search}`;
}

const isParameter = (name: string): boolean => (parameters as readonly string[]).includes(name);

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
