// Measures merged by slice: the cells of each tuple of members, by what their bucket is for. Measures of different families
// meet here on bucket and keys; none of them multiplies another.
import type { MeasureCell } from '../../sql/compiled-query';
import type { Steps } from '../../turns';
import type { Level, Role } from '../plan/query-plan';
import type { Measured } from './measure';

/** What is known of one slice and bucket: a cell per measure, in the place of its key; a measure without rows has none. */
export type Cells = {
  readonly places: ReadonlyMap<string, number>;
  readonly values: readonly (MeasureCell | undefined)[];
};

/** Cells that are filled by one statement after the other. */
export type FilledCells = Cells & { readonly values: (MeasureCell | undefined)[] };

export const cellsToFill = (places: Cells['places']): FilledCells => ({
  places,
  values: new Array<MeasureCell | undefined>(places.size).fill(undefined),
});

export type Keys = readonly (string | null)[];

/** Which bucket of a level a role has. */
type BucketsByRole = ReadonlyMap<Role['series'], ReadonlyMap<Role['position'], number>>;

/** One tuple of members: its cells by bucket. */
export type Slice = {
  readonly keys: Keys;
  readonly buckets: BucketsByRole;
  readonly cells: ReadonlyMap<number, Cells>;
};

export const noCells: Cells = { places: new Map(), values: [] };

/** The slice of everything where nothing was counted. */
export const emptySlice: Slice = { keys: [], buckets: new Map(), cells: new Map() };

/** The cells of a slice for a bucket's role; undefined where nothing was counted. */
export function cellsOf(slice: Slice, series: Role['series'], position: Role['position']): Cells | undefined {
  const bucket = slice.buckets.get(series)?.get(position);
  return bucket === undefined ? undefined : slice.cells.get(bucket);
}

function bucketsByRole({ roles }: Level): BucketsByRole {
  const buckets = new Map<Role['series'], Map<Role['position'], number>>();
  for (const [bucket, { series, position }] of roles.entries()) {
    const ofSeries = buckets.get(series) ?? new Map<Role['position'], number>();
    buckets.set(series, ofSeries.set(position, bucket));
  }
  return buckets;
}

/** So many rows are taken in between two yields. */
const stride = 200;

/** Every slice of a level in which something was counted. */
export function* slicesOf(level: Level, measured: readonly Measured[]): Steps<readonly Slice[]> {
  const ofLevel = measured.filter((each) => each.level === level);
  const measures = [...new Set(ofLevel.flatMap(({ compiled }) => compiled.columns.measures))];
  const places = new Map(measures.map((measure, place) => [measure, place]));
  const buckets = bucketsByRole(level);
  const slices = new Map<string, Omit<Slice, 'cells'> & { readonly cells: Map<number, FilledCells> }>();
  let seen = 0;
  for (const { compiled, rows } of ofLevel) {
    const columns = compiled.columns.measures.map((measure) => places.get(measure)!);
    for (const row of rows) {
      const name = nameOf(row.keys);
      let slice = slices.get(name);
      if (slice === undefined) {
        slice = { keys: row.keys, buckets, cells: new Map() };
        slices.set(name, slice);
      }
      let cells = slice.cells.get(row.bucket);
      if (cells === undefined) {
        cells = cellsToFill(places);
        slice.cells.set(row.bucket, cells);
      }
      for (let index = 0; index < columns.length; index += 1) cells.values[columns[index]!] = row.measures[index];
      seen += 1;
      if (seen % stride === 0) yield;
    }
  }
  return [...slices.values()];
}

/** PostgreSQL's texts hold no character 0. */
const nameOf = (keys: Keys): string => keys.map((key) => (key === null ? '-' : `=${key}`)).join('\u0000');
