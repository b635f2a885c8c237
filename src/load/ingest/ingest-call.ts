// What may come one call at a time: rows of three tables of the load format, or ids of facts to delete. And what is said
// of it once it is stored.
import { UserError } from '../../errors';
import { refuseArgument } from '../../model/choose-argument';
import type { CustomersSeen } from '../../sql/rows-in-view';
import type { LoadTable } from '../format/source-row';

export type IngestTable = Extract<LoadTable, 'customers' | 'interactions' | 'transactions'>;
export type DeleteTable = Exclude<IngestTable, 'customers'>;

/**
 * The cells of a row by the columns of the load format. A column that is not there leaves what is stored as it is; null
 * or an empty text empties it. Tags are a list.
 */
export type IngestRow = Readonly<Record<string, string | readonly string[] | null | undefined>>;

type Named = {
  /** What the audit says of its origin. */
  readonly name: string;
  /** The same key again is the same call again. */
  readonly idempotencyKey?: string | null;
  /** Whom the caller sees: rows of others are refused. All, if none is given. */
  readonly seen?: CustomersSeen;
};

export type IngestCall = Named &
  (
    | { readonly kind: 'rows'; readonly table: IngestTable; readonly rows: readonly IngestRow[] }
    | { readonly kind: 'delete'; readonly table: DeleteTable; readonly ids: readonly string[] }
  );

/** A row that went to quarantine. */
export type IngestRejection = {
  /** Its place in the rows of the call, from 0. */
  readonly row: number;
  /** The column of the load format at fault; null where the row as a whole is. */
  readonly column: string | null;
  readonly code: string;
  readonly message: string;
};

export type IngestResult = {
  readonly loadId: number;
  /** The data version from which on the rows are there. */
  readonly changeId: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly quarantined: number;
  /** Rows of customers who were erased: left out. */
  readonly filtered: number;
  readonly deleted: number;
  /** In the order of the rows. */
  readonly rejections: readonly IngestRejection[];
};

/** How many rows, or ids, one call may have. */
export const mostRows = 10_000;
const longestIdempotencyKey = 200;

export const sizeOf = (call: IngestCall): number => (call.kind === 'rows' ? call.rows.length : call.ids.length);

/** Throws TOO_MANY_ROWS or INVALID_ARGUMENT for a call that is not even tried. */
export function checkCall(call: IngestCall): void {
  const given = sizeOf(call);
  if (given > mostRows)
    throw new UserError('TOO_MANY_ROWS', {
      argument: call.kind === 'rows' ? 'rows' : 'ids',
      given,
      limit: mostRows,
    });
  const key = call.idempotencyKey;
  if (key == null) return;
  const problem =
    key === ''
      ? 'it is empty'
      : key.length > longestIdempotencyKey
        ? `it has ${key.length} characters`
        : /\0|\p{Surrogate}/u.test(key)
          ? 'it holds a character that cannot be stored'
          : undefined;
  if (problem !== undefined)
    refuseArgument(
      'idempotencyKey',
      problem,
      `Give a text of 1 to ${longestIdempotencyKey} characters, such as a UUID, or leave it out.`,
    );
}
