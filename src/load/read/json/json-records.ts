// Where the records of JSON stand: in the array that "results" names, or in arrays inside its elements, as data[].lines[] says.
// The keys before the first array lead to it through the document; what comes after is found inside each of its elements.
import { type RowProblem, rowProblem } from '../../format/row-problem';
import { isEmpty, isObject, type Json, type JsonObject, kindOf } from './json-value';

/** A record, with the one whose array it stands in. */
export type JsonRecord = { readonly value: JsonObject; readonly parent: JsonRecord | null };

export type RecordsPath = {
  /** The keys that lead through a document; undefined where the document itself is the record or an array of them. */
  readonly outer: readonly string[] | undefined;
  /** The keys to each further array, from an element of the one before. */
  readonly inner: readonly (readonly string[])[];
};

/** The path of a document, or of a line, which is a record itself. */
export function parseRecords(text: string, of: 'document' | 'line'): RecordsPath {
  const groups = text.split('[]').map((group) => group.split('.').filter((key) => key !== ''));
  if (groups.length > 1 && groups.at(-1)!.length === 0) groups.pop();
  if (of === 'line') return { outer: undefined, inner: groups[0]!.length === 0 ? [] : groups };
  const [first = [], ...inner] = groups;
  return { outer: first.length === 0 ? undefined : first, inner };
}

/** The records inside one, through one array after the other, and what stands there instead of one. `found` hears of each array. */
export function recordsIn(
  record: JsonRecord,
  inner: RecordsPath['inner'],
  found: (depth: number) => void,
  depth = 0,
): readonly (JsonRecord | { readonly misfit: RowProblem })[] {
  const keys = inner[depth];
  if (keys === undefined) return [record];
  let value: Json | undefined = record.value;
  for (const key of keys)
    value = value !== undefined && isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  if (value === undefined) return [];
  found(depth);
  if (isEmpty(value)) return [];
  const elements: readonly Json[] = Array.isArray(value) ? value : [value];
  return elements.flatMap((element) => {
    if (isObject(element)) return recordsIn({ value: element, parent: record }, inner, found, depth + 1);
    const message = `At ${keys.join('.')} stands ${kindOf(element)} where one JSON object is needed.`;
    return [{ misfit: rowProblem('INVALID_JSON_SHAPE', message) }];
  });
}
