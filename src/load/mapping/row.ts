// One row of a foreign file as a mapping's texts, values and conditions see it, and what these are made with.
import type { RowProblem } from '../format/row-problem';
import { fingerprint } from './row-counter';
import type { StepContext } from './steps/step-maker';
import type { LoadClock, Times } from './times';

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

/** What is found; undefined where no row has the key (or, of rows that hold from an instant on, none had begun by then). */
export type Find = (key: readonly string[], at: string | null, times: Times) => Made | undefined;

export type LookUp = {
  /** Finds the value of this name. */
  finder(give: string): Find;
};

/** What a row is read with: where columns stand in its file, what its times mean, and the maps and look-ups of the mapping. */
export type Reading = StepContext & {
  /** The cell of a column; nothing where the file has no such column. */
  readonly cell: (column: string) => Maker;
  /** The cell under a header of the file itself, whatever the mapping calls its columns. */
  readonly cellUnder: (header: string) => Maker;
  readonly times: Times;
  readonly now: LoadClock;
  readonly lookUp: (name: string) => LookUp;
};

export const isProblem = (made: unknown): made is RowProblem =>
  typeof made === 'object' && made !== null && (made as RowProblem).kind === 'problem';

/** The row for makers that use neither {#} nor {#hash}. */
export function unnumberedRow(cells: readonly (string | null)[]): MappedRow {
  return { cells, repetition: 0, fingerprint: '' };
}

/** The row with its repetition among identical ones, which `count` tells. */
export function numberedRow(cells: readonly (string | null)[], count: (fingerprint: string) => number): MappedRow {
  const content = fingerprint(cells);
  return { cells, repetition: count(content), fingerprint: content };
}
