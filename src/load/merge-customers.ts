// Merges one customer into another: a load of one row of customer_aliases, and taking it back parts them again.
import { Temporal } from 'temporal-polyfill';
import { UserError } from '../errors';
import { checkStorable } from '../model/storable-text';
import type { CustomersSeen } from '../sql/rows-in-view';
import type { Warehouse } from '../warehouse/warehouse';
import { deriveTouched } from './derive/derive';
import { loadFormat } from './format/load-format';
import { createTouchedTables, type Merge, ofOneLoad } from './merge/context';
import { judgeAliases } from './merge/customer-aliases';
import { leaveOutErased } from './merge/erased-customers';
import { mergeFacts } from './merge/fact';
import { aliasFacts } from './merge/fact-tables';
import { forgetMembers } from './merge/forget-members';
import { refuseUnseen } from './merge/ids-in-view';
import { joinAliases } from './merge/join-aliases';
import { writeCounts, writeLoad } from './report/audit';
import { changeKind } from './sample-loads';
import { inLoadSession, type LoadNumbers, type LoadSession, takeLoadLock } from './session/session';
import { createStagedTables, rejectionTable, stagedTable } from './stage/staged-tables';
import type { Staged } from './stage/staging';

const columns = loadFormat.customer_aliases.columns.map(({ name }) => name);
const group = { number: 0, table: 'customer_aliases', columns } as const;
const staged: Staged = {
  groups: [group],
  sources: [
    {
      number: 0,
      group,
      table: 'customer_aliases',
      file: 'merge-customers',
      columns,
      read: 1,
      filtered: 0,
      ascending: true,
    },
  ],
};

/**
 * From here on `from` is an alias of `into`, whose attributes stand. Returns the load that unload takes back. Throws
 * UNKNOWN_CUSTOMER, CUSTOMER_ERASED, ALREADY_MERGED, MERGED_WITH_ITSELF or MERGED_IN_CIRCLE. `seen`: whom the caller sees; for
 * it there is nobody else.
 */
export async function mergeCustomers(
  warehouse: Warehouse,
  from: string,
  into: string,
  seen: CustomersSeen = null,
): Promise<LoadNumbers> {
  checkStorable('from', from);
  checkStorable('into', into);
  const startedAt = new Date();
  return inLoadSession(warehouse, async (session) => {
    const numbers = await takeLoadLock(session);
    await refuseUnseen(session, seen, [from, into]);
    await refuseMerged(session, from);
    await createTouchedTables(session);
    await createStagedTables(session, ['customer_aliases']);
    await session.run(`INSERT INTO ${stagedTable('customer_aliases')} VALUES (0, 0, 1, $1, $2)`, [from, into]);
    const merge: Merge = {
      session,
      numbers,
      loadOf: ofOneLoad(numbers),
      staged,
      outcomes: new Map(),
      now: Temporal.Now.instant(),
    };
    await leaveOutErased(merge);
    await judgeAliases(merge);
    await refuseRejected(session, from, into);
    await mergeFacts(merge, aliasFacts);
    await joinAliases(session, numbers);
    await forgetMembers(session, numbers);
    await deriveTouched(session, numbers);
    await writeLoad(session, numbers, { kind: await changeKind(session), source: 'merge-customers', startedAt });
    await writeCounts(session, () => numbers.loadId, staged, merge.outcomes);
    return numbers;
  });
}

async function refuseMerged({ rows }: LoadSession, from: string): Promise<void> {
  const [standing] = await rows<{ into: string; load: number }>(
    'SELECT customer_id AS into, coalesce(updated_by[cardinality(updated_by)], load_id) AS load FROM customer_alias WHERE alias_id = $1',
    [from],
  );
  if (standing !== undefined) throw new UserError('ALREADY_MERGED', { from, ...standing });
}

/** What is a row in quarantine of a file is an error here. */
async function refuseRejected({ rows }: LoadSession, from: string, into: string): Promise<void> {
  const [rejected] = await rows<{ code: string; column: string }>(
    `SELECT code, column_name AS column FROM ${rejectionTable}`,
  );
  if (rejected === undefined) return;
  const given = rejected.column === 'alias_id' ? from : into;
  switch (rejected.code) {
    case 'ERASED_CUSTOMER':
      throw new UserError('CUSTOMER_ERASED', { given });
    case 'MERGED_WITH_ITSELF':
      throw new UserError('MERGED_WITH_ITSELF', { given });
    case 'MERGED_IN_CIRCLE':
      throw new UserError('MERGED_IN_CIRCLE', { from, into });
    default:
      throw new UserError('UNKNOWN_CUSTOMER', { given });
  }
}
