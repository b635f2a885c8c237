// The seam between reading files and merging them: rows of the load format, still text, each with its file and line.
// Readers and mapping produce them; staging consumes them. A reader never throws for a bad row: it yields a rejection.

export const loadTables = [
  'customers',
  'customer_aliases',
  'channels',
  'products',
  'agents',
  'interactions',
  'transactions',
  'spend',
  'targets',
] as const;
export type LoadTable = (typeof loadTables)[number];

/** The tables whose rows can be deleted by their key: facts that are kept aside then. */
export const deletableTables = ['interactions', 'transactions', 'spend'] as const satisfies readonly LoadTable[];
export type DeletableTable = (typeof deletableTables)[number];

export const isDeletable = (table: LoadTable): table is DeletableTable =>
  (deletableTables as readonly LoadTable[]).includes(table);

/** Where a row comes from: the file's name within the load and the 1-based line its first character stands on. */
export type FileLine = { readonly file: string; readonly line: number };

/** One row for one table. `cells` has one entry for each column of its source, in their order; an empty cell is null. */
export type SourceRow = FileLine & {
  readonly kind: 'row';
  readonly table: LoadTable;
  readonly cells: readonly (string | null)[];
  /** The text of the row as it stands in the file. */
  readonly raw: string;
};

/** A row that cannot even be read: goes to quarantine as it is. */
export type RejectedRow = FileLine & {
  readonly kind: 'rejected';
  readonly table: LoadTable;
  readonly column: string | null;
  readonly code: string;
  readonly message: string;
  readonly raw: string;
};

/** A row that a mapping's filter leaves out of a table on purpose: counted, not kept. */
export type FilteredRow = FileLine & { readonly kind: 'filtered'; readonly table: LoadTable };

/** A row that says its key is no more: it deletes the fact of the key. */
export type DeletedRow = FileLine & {
  readonly kind: 'deleted';
  readonly table: LoadTable;
  readonly key: string | null;
  readonly raw: string;
};

export type ReadRow = SourceRow | RejectedRow | FilteredRow | DeletedRow;

/** One file feeding one table: what `read = inserted + updated + unchanged + quarantined + filtered + deleted` is counted by. */
export type TableSource = {
  readonly table: LoadTable;
  readonly file: string;
  /** The columns of the load format that this file gives, as its rows have them; the others leave stored values as they are. */
  readonly columns: readonly string[];
  /** Whether rows of it may delete facts. */
  readonly deletes?: boolean;
};

/** A file opened for reading. `sources` is known once the header has been read; one file may feed several tables. */
export type OpenedFile = {
  readonly file: string;
  /** The file pattern of the mapping's rule that reads it. */
  readonly pattern?: string;
  /** Whether it was loaded alone, though others may be named by the pattern. */
  readonly isOneOfSeveral?: boolean;
  /** Whether it has none of the columns that give rows. */
  readonly lacksColumns?: boolean;
  readonly sources: readonly TableSource[];
  /** Batches of rows, in file order, in bounded memory. `bytesRead` is for progress bars. */
  readonly batches: AsyncIterable<{ readonly rows: readonly ReadRow[]; readonly bytesRead: number }>;
  readonly bytesTotal: number;
  /** Gives back what it holds besides, such as look-ups; the files of a load may share it, so it may be called again. */
  readonly close?: () => void;
};

export function closeFiles(files: readonly OpenedFile[]): void {
  for (const file of files) file.close?.();
}
