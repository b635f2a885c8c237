// What a label of a figure may be: a closed list each, so that no name, value, key or document ever becomes one and the number of
// series has an end. What is on no list is counted under its last word.
import { messages } from '../error-messages/error-messages';
import { roles } from '../model/roles';

/** What is asked for; page: the playground with its files. other: there is nothing at that address. */
export const routes = [
  '/graphql',
  '/segments/:name/customers.csv',
  '/livez',
  '/readyz',
  '/metrics',
  'page',
  'other',
] as const;
/** none: the request is for no operation, or for one that could not be read. */
export const operations = ['query', 'mutation', 'none'] as const;
/** cut: the client went away before it had its answer. */
export const statusClasses = ['2xx', '3xx', '4xx', '5xx', 'cut'] as const;
/** none: nobody was known when the request was refused. */
export const whose = [...roles, 'none'] as const;
export const engineNames = ['POSTGRES', 'COLUMNAR'] as const;
export const statementKinds = ['measure', 'count', 'select'] as const;
export const outcomes = ['inserted', 'updated', 'unchanged', 'quarantined', 'filtered', 'deleted'] as const;
export const runOutcomes = ['done', 'failed'] as const;

/** What graphql and HTTP refuse by themselves, beside the table of our own errors. */
const refusedElsewhere = [
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'FORBIDDEN',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'INTERNAL_ERROR',
  'METHOD_NOT_ALLOWED',
  'NOT_FOUND',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'REQUEST_TOO_LARGE',
  'UNAUTHENTICATED',
  'UNSUPPORTED_MEDIA_TYPE',
] as const;

export const refusalCodes: readonly string[] = [
  ...new Set([...Object.keys(messages), ...refusedElsewhere, 'OTHER']),
].sort();

/** The value where the list has it, else the list's last word. */
export function listed<Value extends string>(list: readonly Value[], value: string | undefined): Value {
  return list.find((each) => each === value) ?? list.at(-1)!;
}

const knownCodes = new Set(refusalCodes);

export const refusalCode = (code: string): string => (knownCodes.has(code) ? code : 'OTHER');

const pages = /^\/(?:playground\/.*)?$/;

/** `pattern`: that of the route, undefined where there is none. */
export function routeLabel(pattern: string | undefined): (typeof routes)[number] {
  if (pattern !== undefined && pages.test(pattern)) return 'page';
  return listed(routes, pattern);
}

export function statusClass(status: number): (typeof statusClasses)[number] {
  return listed(['2xx', '3xx', '4xx', '5xx'], `${Math.floor(status / 100)}xx`);
}
