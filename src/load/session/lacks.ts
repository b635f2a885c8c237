// Whether nothing stored has a value. A look at the rows for each value is quickest on one server; where they lie on several, a
// subquery that names the value cannot be worked out before it, so the values that are stored are listed first.
import type { LoadSession } from './session';

type Stored = { readonly table: string; readonly column: string };

/** SQL: no row has the value in the column. `among`: a query of the values in question. */
export const lacks = (
  { distributed }: Pick<LoadSession, 'distributed'>,
  value: string,
  { table, column }: Stored,
  among: string,
): string =>
  distributed
    ? `(${value} IS NULL OR ${value} NOT IN (SELECT k.${column} FROM ${table} AS k WHERE k.${column} IN (${among})))`
    : `NOT EXISTS (SELECT 1 FROM ${table} AS k WHERE k.${column} = ${value})`;
