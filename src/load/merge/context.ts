// What every step of a merge shares: the session, what is staged, the numbers of the load, the outcome of each row, and
// the customers, opportunities and members it touched (temporary tables that the derivation reads afterwards).

import type { Temporal } from 'temporal-polyfill';
import { placingOf } from '../../warehouse/placed-tables';
import type { LoadTable } from '../format/source-row';
import type { LoadNumbers, LoadSession } from '../session/session';
import type { ColumnGroup, Staged } from '../stage/staging';
import { lastOfCustomers } from './customer-columns';

export type RowOutcome = 'inserted' | 'updated' | 'unchanged' | 'deleted';
/** `later`: of the rows those that happen later than the clock; `erased`: rows left out because their person was erased. */
export type CountedOutcome = RowOutcome | 'later' | 'erased';
/** Rows of each source by outcome. */
export type Outcomes = Map<number, Record<CountedOutcome, number>>;

export type Merge = {
  readonly session: LoadSession;
  /** Of the load, or of the last of several that are merged at once. */
  readonly numbers: LoadNumbers;
  /** SQL: the load that a row came with; the row has a source_no. */
  readonly loadOf: (row: string) => string;
  readonly staged: Staged;
  readonly outcomes: Outcomes;
  /** The clock: what happens from here on is later. */
  readonly now: Temporal.Instant;
};

/** A list of source numbers with their rows, as a statement gives it. */
export type SourceCount = { readonly source: number; readonly count: number };

/** One load gave all rows. */
export const ofOneLoad =
  ({ loadId }: LoadNumbers): Merge['loadOf'] =>
  () =>
    String(loadId);

/** Each source has its load. */
export const ofLoads =
  (loads: readonly number[]): Merge['loadOf'] =>
  (row) =>
    `('{${loads.join(',')}}'::bigint[])[${row}.source_no + 1]`;

export function countOutcome({ outcomes }: Merge, outcome: CountedOutcome, counts: readonly SourceCount[]): void {
  for (const { source, count } of counts) {
    const counted = outcomes.get(source) ?? { inserted: 0, updated: 0, unchanged: 0, deleted: 0, later: 0, erased: 0 };
    counted[outcome] += count;
    outcomes.set(source, counted);
  }
}

export const groupsOf = ({ groups }: Staged, table: LoadTable): readonly ColumnGroup[] =>
  groups.filter((group) => group.table === table);

const touchedTables: Readonly<Record<string, string>> = {
  touched_customer: 'customer_no integer PRIMARY KEY',
  touched_opportunity: 'opportunity_id text COLLATE "C" PRIMARY KEY',
  // Customers whose versions, and products whose category or price tier, are other ones now.
  versioned_customer: 'customer_no integer PRIMARY KEY',
  recategorised_product: 'product_no integer PRIMARY KEY',
  // Members that a changed or removed row named and may be the last to have named.
  released_member: 'dimension text, member_no integer',
  // How many known rows, given by each load, came again with which load; what of them turned out to be changed is counted with a minus.
  repeated_row: 'load_id bigint, of_load_id bigint, rows bigint',
  // The last version of a customer that was there before the transaction: what readers may have seen.
  customer_before: 'customer_key bigint',
  // Aliases that are apart from their survivor for the time of the change, with their versions.
  parted_customer: 'customer_no integer PRIMARY KEY, survivor_no integer',
  parted_version: 'customer_key bigint',
  // Ids of erased persons that staged rows name, and what they go by meanwhile.
  erased_name: 'id text COLLATE "C" PRIMARY KEY, mark bytea, token text COLLATE "C"',
};

/** Temporary tables of what a load touched, made as far as the session does not have them. Once in a transaction. */
export async function createTouchedTables({ run }: LoadSession): Promise<void> {
  const tables = Object.entries(touchedTables).map(
    ([table, columns]) => `CREATE TEMP TABLE IF NOT EXISTS ${table} (${columns}) ON COMMIT DELETE ROWS`,
  );
  await run(tables.join('; '));
  await run(`INSERT INTO customer_before SELECT ${lastOfCustomers('customer_key')}`);
}

const manyRows = 5000;

/** Tells the planner of a table that grew by many rows, which the next statements join. */
export async function refreshStatistics(
  { run, distributed }: LoadSession,
  table: string,
  newRows: number,
): Promise<void> {
  // A table that lies on every server as a whole cannot be looked through inside a change.
  const mayBe = !(distributed && placingOf(table) === 'reference');
  if (mayBe && newRows >= manyRows) await run(`ANALYZE ${table}`);
}
