// Stores a deletion by ids as a load. An id that no row has, or that stands there a second time, counts as unchanged.

import { isStorable } from '../../model/storable-text';
import { customerFacts, keyColumnOf } from '../merge/fact-tables';
import { deleteFacts } from '../merge/kept-aside';
import type { IngestCall } from './ingest-call';
import { type Numbered, type StoreContext, writeLoads } from './store-rows';

export type DeleteCall = Extract<IngestCall, { kind: 'delete' }>;

export async function storeDeletion({ session }: StoreContext, numbered: Numbered<DeleteCall>): Promise<void> {
  const startedAt = new Date();
  const { call, numbers } = numbered;
  const fact = customerFacts.find(({ source }) => source === call.table)!;
  const ids = [...new Set(call.ids)].filter(isStorable);
  const deleted = await deleteFacts(session, numbers, fact, `${keyColumnOf(fact)} = ANY ($1)`, [ids]);
  await writeLoads(session, [numbered], startedAt);
  await session.run(
    `INSERT INTO load_count (load_id, file, target_table, read, inserted, updated, unchanged, quarantined, filtered, deleted)
     VALUES ($1, $2, $3, $4, 0, 0, $5, 0, 0, $6)`,
    [numbers.loadId, call.name, call.table, call.ids.length, call.ids.length - deleted, deleted],
  );
}
