// What is looked at of a file: its columns, the first rows and others spread over the rest, and how the file is read.
import type { FileFormat } from '../../mapping/schema';

export type Cells = readonly (string | null)[];

export type FileSample = {
  readonly file: string;
  readonly format: FileFormat;
  readonly columns: readonly string[];
  readonly rows: readonly Cells[];
  /** How many rows went by, and whether these were all. */
  readonly passed: number;
  readonly toTheEnd: boolean;
  /** What was guessed of the file, as sentences. */
  readonly notes: readonly string[];
};

const firstRows = 1000;
const spreadRows = 2000;

export type RowSampler = { take(cells: Cells): void; readonly rows: readonly Cells[]; readonly passed: number };

/** Keeps the first rows, and of the others each nth: where they become too many, every second of these goes and n doubles. */
export function rowSampler(): RowSampler {
  const first: Cells[] = [];
  let spread: Cells[] = [];
  let stride = 1;
  let passed = 0;
  return {
    take(cells) {
      const place = passed++ - firstRows;
      if (place < 0) first.push(cells);
      else if (place % stride === 0) {
        spread.push(cells.map(own));
        if (spread.length <= spreadRows) return;
        spread = spread.filter((_, index) => index % 2 === 0);
        stride *= 2;
      }
    },
    get rows() {
      return [...first, ...spread];
    },
    get passed() {
      return passed;
    },
  };
}

/** A text of its own: what is cut out of a chunk keeps the whole chunk in memory. */
const own = (cell: string | null): string | null => (cell === null ? null : Buffer.from(cell).toString());

/** The sentence about which rows a draft was made from. */
export function lookedAt({ rows, passed, toTheEnd }: FileSample): string {
  const number = (count: number) => count.toLocaleString('en');
  if (passed === 0) return 'There are no rows: nothing is known of any value.';
  if (toTheEnd && passed === 1) return 'The only row was looked at.';
  if (toTheEnd && rows.length === passed) return `All ${number(passed)} rows were looked at.`;
  const end = toTheEnd ? `of ${number(passed)}` : `of the first ${number(passed)}`;
  const rest = toTheEnd ? '' : ' What comes after them was not read.';
  return `${number(rows.length)} rows ${end} were looked at: the first ${number(firstRows)}, and others spread over the rest.${rest}`;
}
