// Holds what a program says of a customer against what a case says: a line for each difference.
import type { Expected } from './judgement-case';

const near = 1e-9;

function isSame(actual: unknown, expected: unknown): boolean {
  if (typeof actual === 'number' && typeof expected === 'number') {
    return Math.abs(actual - expected) <= near * Math.max(1, Math.abs(expected));
  }
  if (actual !== null && expected !== null && typeof actual === 'object' && typeof expected === 'object') {
    const other = actual as Readonly<Record<string, unknown>>;
    return Object.entries(expected).every(([name, value]) => isSame(other[name], value));
  }
  return actual === expected;
}

/** `actual` in the words of a case, whole; null: there is no judgement. Only what the case names is compared. */
export function differences(actual: Required<Expected> | null, expected: Expected | null): readonly string[] {
  if (actual === null || expected === null) {
    return actual === expected ? [] : [`${actual === null ? 'no' : 'a'} judgement`];
  }
  return Object.entries(expected).flatMap(([name, value]) => {
    const own = actual[name as keyof Expected];
    return isSame(own, value) ? [] : [`${name} is ${JSON.stringify(own)}, not ${JSON.stringify(value)}`];
  });
}
