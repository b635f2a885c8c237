// A record of JSON from its text, every digit kept, and its values as the text of cells. Keys of the data are looked up as own
// keys alone, so that __proto__ and constructor are keys like others.
import { type RowProblem, rowProblem } from '../../format/row-problem';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

export function parseObject(
  text: string,
  what: 'line' | 'record',
): { kind: 'object'; object: JsonObject } | RowProblem {
  let value: Json;
  try {
    value = JSON.parse(hasLongNumber.test(text) ? numbersAsText(text) : text);
  } catch {
    return rowProblem('INVALID_JSON', `The ${what} is not valid JSON.`);
  }
  if (isObject(value)) return { kind: 'object', object: value };
  return rowProblem('INVALID_JSON_SHAPE', `The ${what} holds ${kindOf(value)} where one JSON object is needed.`);
}

export const isObject = (value: Json): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** null, "" and [] hold nothing. */
export const isEmpty = (value: Json): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

export function kindOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** The text of a column of the load format, of which tags alone may be an array. */
export function plainCell(value: Json, column: string): string | null | RowProblem {
  if (typeof value === 'string' || value === null) return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (column !== 'tags' || !Array.isArray(value)) return misshapen(value, column);
  if (value.every((tag) => typeof tag === 'string')) return value.join(';');
  return rowProblem('INVALID_JSON_SHAPE', 'An array of tags holds something that is not text.', column);
}

/** The text of a value that a mapping names: an array of texts and numbers gives them with ; between. */
export function mappedCell(value: Json, column: string): string | null | RowProblem {
  if (typeof value === 'string' || value === null) return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!Array.isArray(value)) return misshapen(value, column);
  const items = value.filter((item) => item !== null);
  const nested = items.find((item) => typeof item === 'object');
  if (nested === undefined) return items.join(';');
  const message = `The array holds ${kindOf(nested)} where texts or numbers are needed (a path names one: ${column}[0]).`;
  return rowProblem('INVALID_JSON_SHAPE', message, column);
}

/** The text of a value that nothing asks for: it tells rows apart that differ in it alone. */
export const otherCell = (value: Json): string | null =>
  isEmpty(value)
    ? null
    : typeof value === 'string' && !/[\0\p{Surrogate}]/u.test(value)
      ? value
      : JSON.stringify(value);

const misshapen = (value: Json, column: string): RowProblem =>
  rowProblem('INVALID_JSON_SHAPE', `The value holds ${kindOf(value)} where one text or number is needed.`, column);

// A JavaScript number holds about 15 digits; longer ones, and exponents, are read as the text they are.
const hasLongNumber = /\d[\d.]{15}|\d[eE]/;

function numbersAsText(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    !token.startsWith('"') && hasLongNumber.test(token) ? `"${token}"` : token,
  );
}
