// Brings a file up to date by what the warehouse says has changed (warehouse/followed-tables.ts): takes out what went and what
// was written anew, puts in what was written since. All of it is committed at once, with the version it comes to.
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Pool } from 'pg';
import { type FollowedTable, type Following, followedTables } from '../../warehouse/followed-tables';
import { type CopyPlace, copyRows, type RowsInFile } from './copy-rows';
import { inTransaction, selectRows } from './duckdb-connection';
import { readAhead } from './read-ahead';
import type { Replica } from './replica';
import { type ReplicaState, writeState } from './replica-state';
import { layoutOf, type ReplicaTable, replicaTables } from './replica-tables';
import { inSnapshot } from './snapshot';
import { canFollow, warehouseState } from './warehouse-state';

export type FollowOptions = { readonly folder: string; readonly distributed: boolean; readonly signal: AbortSignal };

/** Where the file stands after it; undefined: it cannot follow from where it stood, and is made anew. */
export async function followChanges(
  replica: Replica,
  state: ReplicaState,
  pool: Pool,
  { folder, distributed, signal }: FollowOptions,
): Promise<ReplicaState | undefined> {
  return inSnapshot(pool, distributed, async (client) => {
    const now = await warehouseState(client);
    const tables = await replicaTables(client);
    if (layoutOf(tables) !== state.layout || !(await canFollow(client, state, now))) return undefined;
    const standsAt = Math.max(0, ...state.watermarks.values());
    let next: ReplicaState = state;
    const commit = (commits: () => Promise<void>): Promise<void> =>
      replica.gate.alone(async () => {
        await commits();
        replica.standAt(next);
      });
    return replica.withConnection(signal, (connection) => {
      const follow = async (): Promise<ReplicaState> => {
        let { takenOut } = state;
        const place = { client, folder, signal };
        const fed = await readFeed(standsAt, place, connection);
        await readAhead(
          tables.filter(({ name }) => name !== 'dim_date' && (now.watermarks.get(name) ?? 0) > standsAt),
          (table) => writtenSince(table, standsAt, place),
          async (table, written) => {
            takenOut += await followTable(table, fed, written, connection);
          },
        );
        next = await writeState(connection, { ...now, layout: state.layout, takenOut });
        return next;
      };
      return inTransaction(connection, follow, commit);
    });
  });
}

/** What the feed says went, as a table of the connection; gives about what it speaks. */
async function readFeed(
  standsAt: number,
  place: CopyPlace,
  connection: DuckDBConnection,
): Promise<ReadonlySet<string>> {
  const columns = ['what', 'key'].map((column) => ({ name: column, type: 'varchar' }));
  const fed = await copyRows({ from: `change WHERE change_id > ${standsAt}`, columns }, place);
  await fed.use((relation) => connection.run(`CREATE OR REPLACE TEMP TABLE gone AS FROM ${relation}`));
  return new Set((await selectRows(connection, 'SELECT DISTINCT what FROM gone')).map(([what]) => String(what)));
}

const writtenSince = (table: ReplicaTable, standsAt: number, place: CopyPlace): Promise<RowsInFile> => {
  const { kind, key } = followingOf(table);
  const monthEnds = `SELECT key FROM change WHERE what = 'month_end' AND change_id > ${standsAt}`;
  const since = kind === 'month_end' ? `(${key})::text IN (${monthEnds})` : `change_id > ${standsAt}`;
  return copyRows({ from: `${table.name} WHERE ${since}`, columns: table.columns }, place);
};

/** Gives how many rows it took out. */
async function followTable(
  table: ReplicaTable,
  fed: ReadonlySet<string>,
  written: RowsInFile,
  connection: DuckDBConnection,
): Promise<number> {
  const { kind, key } = followingOf(table);
  const what = kind === 'row' ? table.name : kind;
  // A key that is a column is compared as what it is, so that blocks without it are passed over.
  const column = table.columns.find(({ name }) => name === key);
  const own = column === undefined ? `CAST(${key} AS varchar)` : key;
  const gone = `SELECT ${column === undefined ? 'key' : `CAST(key AS ${column.type})`} FROM gone WHERE what = '${what}'`;
  let takenOut = 0;
  await written.use(async (relation) => {
    if (kind === 'row') await connection.run(`CREATE OR REPLACE TEMP TABLE written AS FROM ${relation}`);
    const out = [...(fed.has(what) ? [gone] : []), ...(kind === 'row' ? [`SELECT ${own} FROM written`] : [])];
    if (out.length > 0)
      takenOut = (await connection.run(`DELETE FROM ${table.name} WHERE ${own} IN (${out.join(' UNION ALL ')})`))
        .rowsChanged;
    await connection.run(`INSERT INTO ${table.name} FROM ${kind === 'row' ? 'written' : relation}`);
  });
  return takenOut;
}

const followingOf = ({ name }: ReplicaTable): Following => followedTables[name as FollowedTable];
