// Measures on PostgreSQL itself, each session in one read-only snapshot.
import type { Pool, QueryResult } from 'pg';
import { postgresDialect } from '../sql/postgres';
import { dataVersionOf, type WatermarkRow, watermarksOf, watermarksQuery } from '../warehouse/change-feed';
import { type Engine, measureRow } from './engine';
import { planNames } from './plan-names';
import { beginRead, inReadTransaction, setSavepoint } from './read-transaction';
import { rememberedRows } from './remembered-rows';
import { shareSnapshot } from './shared-snapshot';

// One round trip opens the snapshot and reads how far it is.
const begin = `${beginRead}; ${watermarksQuery}; ${setSavepoint}`;

export function postgresEngine(pool: Pool): Engine {
  const rememberedOf = rememberedRows();
  const planNameOf = planNames();
  return {
    name: 'POSTGRES',
    dialect: postgresDialect,
    read: async (work) => {
      const client = await pool.connect();
      const { select, selectPlanned, close } = shareSnapshot(pool, client);
      return inReadTransaction(client, async () => {
        try {
          const opened = (await client.query(begin)) as unknown as readonly QueryResult<WatermarkRow>[];
          const watermarks = watermarksOf(opened.at(-2)!.rows);
          return await work({
            engine: 'POSTGRES',
            dialect: postgresDialect,
            select,
            selectOften: ({ text, parameters }) => {
              const planName = planNameOf(text);
              return planName === null ? select(text, parameters) : selectPlanned(planName, text, parameters);
            },
            selectRemembered: rememberedOf({ select, watermarks }),
            dataVersion: dataVersionOf(watermarks),
            watermarks,
            measure: async (query, limit) =>
              (await select(`${query.sql}\nLIMIT ${limit}`, query.parameters)).map((row) => measureRow(query, row)),
            count: async (query) =>
              Number((await select(`SELECT count(*) FROM (\n${query.sql}\n) AS every_group`, query.parameters))[0]![0]),
          });
        } finally {
          await close();
        }
      });
    },
  };
}
