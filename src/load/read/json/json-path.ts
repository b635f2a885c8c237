// A column of nested JSON is a path: properties.amount, lines[0].price; with ^. before it, of the record around. A key that holds
// dots itself wins over the path that is written alike.
import { type RowProblem, rowProblem } from '../../format/row-problem';
import type { JsonRecord } from './json-records';
import { isEmpty, isObject, type Json, type JsonObject, kindOf } from './json-value';

/** A step of a path: the keys it could be, the longest first, each with the step after it; or the place in an array. */
type Step = {
  readonly keys: readonly { readonly key: string; readonly next: number }[];
  readonly index: number | null;
};

export type JsonPath = { readonly column: string; readonly up: number; readonly steps: readonly Step[] };

/** Nothing of the record stands at a path. */
export const absent = Symbol('absent');

/** A path leads through something that holds nothing further. */
export class Unfit {
  constructor(readonly problem: RowProblem) {}
}

export function parsePath(column: string): JsonPath {
  const up = /^(\^\.)*/.exec(column)![0].length / 2;
  const path = column.slice(up * 2);
  const pieces = [...path.matchAll(/\[(\d+)\]|[^.[]+|\[/g)];
  const steps = pieces.map((piece, place): Step => {
    const ends = pieces.slice(place).map(({ index, 0: text }) => index + text.length);
    const keys = ends.map((end, count) => ({ key: path.slice(piece.index, end), next: place + count + 1 }));
    return { keys: keys.reverse(), index: piece[1] === undefined ? null : Number(piece[1]) };
  });
  return { column, up, steps };
}

/** What stands at a path: a value (null where something on the way is empty), nothing, or why it leads nowhere. */
export function valueAt(record: JsonRecord, path: JsonPath): Json | typeof absent | Unfit {
  let at: JsonRecord | null = record;
  for (let up = 0; up < path.up && at !== null; up++) at = at.parent;
  if (at === null) return absent;
  let value: Json = at.value;
  for (let place = 0; place < path.steps.length; ) {
    if (isEmpty(value)) return null;
    const { keys, index } = path.steps[place]!;
    if (Array.isArray(value) && index !== null) {
      value = value[index] ?? null;
      place += 1;
    } else if (isObject(value)) {
      const object: JsonObject = value;
      const own = keys.find(({ key }) => Object.hasOwn(object, key));
      if (own === undefined) return absent;
      value = object[own.key]!;
      place = own.next;
    } else {
      const what = `On the way to "${path.column}" stands ${kindOf(value)}, which has no "${keys.at(-1)!.key}".`;
      return new Unfit(rowProblem('INVALID_JSON_SHAPE', what, path.column));
    }
  }
  return value;
}
