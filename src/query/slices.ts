// Measures merged by slice: the cells of each tuple of members, by what their bucket is for. Measures of different families
// meet here on bucket and keys; none of them multiplies another.
import type { MeasureCell } from '../sql/compiled-query';
import type { Measured } from './measured';
import type { Level, Role } from './plan';
import type { Cells } from './value';

export type Keys = readonly (string | null)[];

/** One tuple of members: its cells by position and series. */
export type Slice = { readonly keys: Keys; readonly cells: ReadonlyMap<string, Cells> };

const roleKey = ({ series, position }: Role): string => `${position} ${series ?? ''}`;

export const noCells: Cells = new Map<string, MeasureCell>();

/** The cells of a slice for a bucket's role; undefined where nothing was counted. */
export const cellsOf = (slice: Slice, series: string | null, position: Role['position']): Cells | undefined =>
  slice.cells.get(roleKey({ series, position }));

/** Every slice of a level in which something was counted. */
export function slicesOf(level: Level, measured: readonly Measured[]): readonly Slice[] {
  const slices = new Map<string, { keys: Keys; cells: Map<string, Map<string, MeasureCell>> }>();
  for (const { level: of, compiled, rows } of measured) {
    if (of !== level) continue;
    for (const row of rows) {
      const name = JSON.stringify(row.keys);
      const slice = slices.get(name) ?? { keys: row.keys, cells: new Map<string, Map<string, MeasureCell>>() };
      slices.set(name, slice);
      const role = roleKey(level.roles[row.bucket]!);
      const cells = slice.cells.get(role) ?? new Map<string, MeasureCell>();
      slice.cells.set(role, cells);
      for (const [index, measure] of compiled.columns.measures.entries()) cells.set(measure, row.measures[index]!);
    }
  }
  return [...slices.values()];
}
