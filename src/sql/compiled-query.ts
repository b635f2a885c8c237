// What an engine sees of a question: one statement, its parameters, and what its columns are. Nothing else crosses this seam.
import type { ParameterValue } from './fragment';

/** Columns in order: the bucket's index, one per slice key (named by its dimension), one per measure (m0, m1, ...). */
export type CompiledQuery = {
  readonly sql: string;
  readonly parameters: readonly ParameterValue[];
  readonly columns: {
    readonly keys: number;
    readonly measures: readonly string[];
    /** The rows are one page: one more column, the last, says of each how many rows there are; of an empty page one row of bucket -1 says it. */
    readonly counted?: true;
  };
  /** The tables that the text names: nothing else decides what it gives. */
  readonly reads: readonly string[];
};

/** Exact numbers come as decimal text. Instants and texts never leave a measure. */
export type MeasureCell = string | number | null;

export type MeasureRow = {
  readonly bucket: number;
  readonly keys: readonly (string | null)[];
  readonly measures: readonly MeasureCell[];
};

/** Rows of a measure, column by column: of a row nothing is made but what is read of it. */
export type MeasureColumns = {
  readonly rowCount: number;
  readonly buckets: readonly number[];
  readonly keys: readonly MeasureRow['keys'][];
  readonly measures: readonly MeasureRow['measures'][];
};

export const measureRows = ({ rowCount, buckets, keys, measures }: MeasureColumns): readonly MeasureRow[] =>
  Array.from({ length: rowCount }, (_, row) => ({
    bucket: buckets[row]!,
    keys: keys.map((column) => column[row]!),
    measures: measures.map((column) => column[row]!),
  }));
