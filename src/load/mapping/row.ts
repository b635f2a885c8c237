// One row of a foreign file as a mapping's texts, values and conditions see it.

import type { RowProblem } from '../format/row-problem';
import { fingerprint } from './row-counter';

export type MappedRow = {
  readonly cells: readonly (string | null)[];
  /** How many rows identical to this one, itself included, the load has given so far. */
  readonly repetition: number;
  readonly fingerprint: string;
};

/** What a mapping makes of a row: a text, nothing, or the reason why it cannot be made. */
export type Made = string | null | RowProblem;
export type Maker = (row: MappedRow) => Made;
export type Test = (row: MappedRow) => boolean | RowProblem;

/** Position of a column in the file; the column is known to be there. */
export type ColumnIndex = (column: string) => number;

export const isProblem = (made: unknown): made is RowProblem => typeof made === 'object' && made !== null;

/** The row for makers that use neither {#} nor {#hash}. */
export function unnumberedRow(cells: readonly (string | null)[]): MappedRow {
  return { cells, repetition: 0, fingerprint: '' };
}

/** The row with its repetition among identical ones, which `count` tells. */
export function numberedRow(cells: readonly (string | null)[], count: (fingerprint: string) => number): MappedRow {
  const content = fingerprint(cells);
  return { cells, repetition: count(content), fingerprint: content };
}
