// How an engine with a copy of the warehouse follows it, seen from outside: until a server that begins with nothing answers
// with its engine, and until what was loaded is in its answers.
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { load } from '../../../src/load/load';
import type { Warehouse } from '../../../src/warehouse/warehouse';
import { type Ask, type Seen, standingOf } from '../mixed-work';

/** Milliseconds between two looks, and after which nothing more is expected. */
const looks = 5;
const patience = 900_000;

/** The first sight of an answer by this engine that has the version. */
export async function seenBy(ask: Ask, engine: string, version: number): Promise<Seen> {
  const deadline = performance.now() + patience;
  for (;;) {
    const seen = await standingOf(ask);
    if (seen.engine === engine.toUpperCase() && seen.version >= version) return seen;
    if (performance.now() > deadline)
      throw new Error(`The ${engine} engine did not come to version ${version}; ${seen.engine} answers`);
    await wait(looks);
  }
}

/** Milliseconds from the end of a load of so many new transactions until an answer has them. */
export async function catchUp(
  { ask, engine }: { readonly ask: Ask; readonly engine: string },
  warehouse: Warehouse,
  rows: number,
  folder: string,
): Promise<number> {
  const path = join(folder, 'transactions.csv');
  await writeNewRows(path, rows);
  try {
    const { changeId } = await load(warehouse, { path, maxErrors: { kind: 'count', value: 0 } });
    const committed = performance.now();
    return Math.max(0, (await seenBy(ask, engine, changeId)).at - committed);
  } finally {
    await rm(path, { force: true });
  }
}

let made = 0;

/** Orders of customers that are there, on the last days of the history; other ones every time. */
async function writeNewRows(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  file.write('transaction_id,order_id,occurred_at,kind,revenue,customer_id\n');
  for (let row = 0; row < rows; row += 1) {
    made += 1;
    const day = String(1 + (made % 28)).padStart(2, '0');
    const customer = `C${String(1 + (made % 10_000)).padStart(6, '0')}`;
    file.write(`NEW-${made},NEW-${made},2025-12-${day}T10:00:00Z,order,12.50,${customer}\n`);
  }
  file.end();
  await finished(file);
}
