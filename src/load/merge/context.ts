// What every step of a merge shares: the session, what is staged, the numbers of the load, the outcome of each row, and
// the customers, opportunities and members it touched (temporary tables that the derivation reads afterwards).

import type { Temporal } from 'temporal-polyfill';
import type { LoadTable } from '../format/source-row';
import type { LoadNumbers, LoadSession } from '../session/session';
import type { ColumnGroup, Staged } from '../stage/staging';
import { lastOfCustomers } from './customer-columns';

export type RowOutcome = 'inserted' | 'updated' | 'unchanged';
/** `later`: of the rows those that happen later than the clock; `erased`: rows left out because their person was erased. */
export type CountedOutcome = RowOutcome | 'later' | 'erased';
/** Rows of each source by outcome. */
export type Outcomes = Map<number, Record<CountedOutcome, number>>;

export type Merge = {
  readonly session: LoadSession;
  readonly numbers: LoadNumbers;
  readonly staged: Staged;
  readonly outcomes: Outcomes;
  /** The clock: what happens from here on is later. */
  readonly now: Temporal.Instant;
};

/** A list of source numbers with their rows, as a statement gives it. */
export type SourceCount = { readonly source: number; readonly count: number };

export function countOutcome({ outcomes }: Merge, outcome: CountedOutcome, counts: readonly SourceCount[]): void {
  for (const { source, count } of counts) {
    const counted = outcomes.get(source) ?? { inserted: 0, updated: 0, unchanged: 0, later: 0, erased: 0 };
    counted[outcome] += count;
    outcomes.set(source, counted);
  }
}

export const groupsOf = ({ groups }: Staged, table: LoadTable): readonly ColumnGroup[] =>
  groups.filter((group) => group.table === table);

/** Temporary tables of what a load touched. */
export async function createTouchedTables({ run }: LoadSession): Promise<void> {
  await run('CREATE TEMP TABLE touched_customer (customer_no integer PRIMARY KEY) ON COMMIT DROP');
  await run('CREATE TEMP TABLE touched_opportunity (opportunity_id text COLLATE "C" PRIMARY KEY) ON COMMIT DROP');
  // Customers whose versions, and products whose category or price tier, are other ones now.
  await run('CREATE TEMP TABLE versioned_customer (customer_no integer PRIMARY KEY) ON COMMIT DROP');
  await run('CREATE TEMP TABLE recategorised_product (product_no integer PRIMARY KEY) ON COMMIT DROP');
  // Members that a changed or removed row named and may be the last to have named.
  await run('CREATE TEMP TABLE released_member (dimension text, member_no integer) ON COMMIT DROP');
  // The last version of a customer that was there before the change.
  await run(
    `CREATE TEMP TABLE customer_before ON COMMIT DROP AS SELECT ${lastOfCustomers('customer_key')} AS customer_key`,
  );
  // Aliases that are apart from their survivor for the time of the change.
  await run('CREATE TEMP TABLE parted_customer (customer_no integer PRIMARY KEY, survivor_no integer) ON COMMIT DROP');
  await run('CREATE TEMP TABLE parted_version (customer_key bigint) ON COMMIT DROP');
  // Ids of erased persons that staged rows name, and what they go by meanwhile.
  await run(
    'CREATE TEMP TABLE erased_name (id text COLLATE "C" PRIMARY KEY, mark bytea, token text COLLATE "C") ON COMMIT DROP',
  );
  // How many known rows, given by each load, came again; what of them turned out to be changed is counted with a minus.
  await run('CREATE TEMP TABLE repeated_row (of_load_id bigint, rows bigint) ON COMMIT DROP');
}

const manyRows = 5000;

/** Tells the planner of a table that grew by many rows, which the next statements join. */
export async function refreshStatistics({ run }: LoadSession, table: string, newRows: number): Promise<void> {
  if (newRows >= manyRows) await run(`ANALYZE ${table}`);
}
