// Measures on PostgreSQL itself, each session in one read-only snapshot.
import type { Pool, QueryResult } from 'pg';
import { citusDialect } from '../sql/citus';
import { postgresDialect } from '../sql/postgres';
import { dataVersionOf, type WatermarkRow, watermarksOf, watermarksQuery } from '../warehouse/change-feed';
import { holdChanges } from '../warehouse/view-lock';
import { type Engine, readingBy } from './engine';
import { planNames } from './plan-names';
import {
  beginRead,
  beginReadUnderLock,
  inReadTransaction,
  setSavepoint,
  setTimeLimits,
  type TimeLimits,
} from './read-transaction';
import { rememberedRows } from './remembered-rows';
import { shareSnapshot } from './shared-snapshot';

/** `distributed`: the tables lie on several servers. */
export function postgresEngine(pool: Pool, distributed = false, timeLimits: TimeLimits = {}): Engine {
  const limit = setTimeLimits(timeLimits);
  // One round trip opens the snapshot and reads how far it is.
  const opening = distributed
    ? `${beginReadUnderLock}; ${limit}${holdChanges}; ${watermarksQuery}; ${setSavepoint}`
    : `${beginRead}; ${limit}${watermarksQuery}; ${setSavepoint}`;
  const dialect = distributed ? citusDialect : postgresDialect;
  const rememberedOf = rememberedRows();
  const planNameOf = planNames();
  return {
    name: 'POSTGRES',
    dialect,
    read: async (work, gone) => {
      const client = await pool.connect();
      const { select, selectPlanned, close } = shareSnapshot(pool, client, {
        underLock: distributed,
        gone,
        timeLimits,
      });
      return inReadTransaction(client, async () => {
        try {
          const opened = (await client.query(opening)) as unknown as readonly QueryResult<WatermarkRow>[];
          const watermarks = watermarksOf(opened.at(-2)!.rows);
          const reading = readingBy(select);
          return await work({
            ...reading,
            engine: 'POSTGRES',
            dialect,
            selectOften: ({ text, parameters }) => {
              const planName = planNameOf(text);
              return planName === null ? select(text, parameters) : selectPlanned(planName, text, parameters);
            },
            selectRemembered: rememberedOf({ select: reading.select, watermarks }),
            dataVersion: dataVersionOf(watermarks),
            watermarks,
          });
        } finally {
          await close();
        }
      });
    },
  };
}
