// A second engine for tests: the warehouse's tables copied into an in-memory DuckDB, the same statements run there.
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance, type DuckDBValue, listValue } from '@duckdb/node-api';
import type { Pool } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type Engine, type EngineSession, measureRow } from '../../src/engine/engine';
import { duckdbDialect } from '../../src/sql/duckdb';
import type { ParameterValue } from '../../src/sql/fragment';
import { dataVersionOf, type WatermarkRow, watermarksOf, watermarksQuery } from '../../src/warehouse/change-feed';
import { followedTableNames } from '../../src/warehouse/followed-tables';

/** Saved segments and the reports of fits are read from the warehouse itself. */
const tables = ['dim_date', ...followedTableNames.filter((table) => !['segment', 'model_fit'].includes(table))];

type Column = { readonly name: string; readonly type: string };

export async function duckdbCopy(pool: Pool): Promise<Engine & { readonly close: () => void }> {
  const watermarks = watermarksOf((await pool.query<WatermarkRow>(watermarksQuery)).rows);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const folder = mkdtempSync(join(tmpdir(), 'astrolabe-copy-'));
  try {
    for (const table of tables) {
      const columns = await columnsOf(pool, table);
      const file = join(folder, `${table}.csv`);
      await exportTable(pool, table, columns, file);
      const casts = columns.map(({ name, type }) =>
        type.endsWith('[]')
          ? `CAST(CAST(${name} AS json) AS ${type}) AS ${name}`
          : `CAST(${name} AS ${type}) AS ${name}`,
      );
      const texts = columns.map(({ name }) => `'${name}': 'varchar'`).join(', ');
      await connection.run(
        `CREATE TABLE ${table} AS SELECT ${casts.join(', ')} FROM read_csv('${file}', header = false, delim = ',', quote = '"', escape = '"', nullstr = '\\N', allow_quoted_nulls = false, columns = {${texts}}, auto_detect = false)`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }

  const select = async (sql: string, parameters: readonly ParameterValue[]): Promise<readonly (readonly unknown[])[]> =>
    (await connection.runAndReadAll(sql, parameters.map(bindable))).getRowsJson();
  const session: EngineSession = {
    engine: 'COLUMNAR',
    dialect: duckdbDialect,
    select,
    selectOften: ({ text, parameters }) => select(text, parameters),
    selectRemembered: ({ text, parameters }) => select(text, parameters),
    dataVersion: dataVersionOf(watermarks),
    watermarks,
    measure: async (query, limit) =>
      (await select(`${query.sql}\nLIMIT ${limit}`, query.parameters)).map((row) => measureRow(query, row)),
    count: async (query) =>
      Number((await select(`SELECT count(*) FROM (\n${query.sql}\n) AS every_group`, query.parameters))[0]![0]),
  };
  return {
    name: 'COLUMNAR',
    dialect: duckdbDialect,
    read: (work) => work(session),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function columnsOf(pool: Pool, table: string): Promise<readonly Column[]> {
  const { rows } = await pool.query(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [table],
  );
  return rows.map(({ name, type }) => ({ name, type: type === 'timestamp with time zone' ? 'timestamptz' : type }));
}

async function exportTable(pool: Pool, table: string, columns: readonly Column[], file: string): Promise<void> {
  const list = columns.map(({ name, type }) => (type.endsWith('[]') ? `array_to_json(${name})` : name)).join(', ');
  const client = await pool.connect();
  const handle = await open(file, 'w');
  try {
    await client.query(`SET TIME ZONE 'UTC'`);
    const copy = copyTo(`COPY (SELECT ${list} FROM ${table}) TO STDOUT (FORMAT csv, NULL '\\N', FORCE_QUOTE *)`);
    await pipeline(client.query(copy), handle.createWriteStream());
  } finally {
    client.release();
  }
}

const bindable = (value: ParameterValue): DuckDBValue =>
  value !== null && typeof value === 'object' ? listValue([...value]) : value;
