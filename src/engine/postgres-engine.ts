// Measures on PostgreSQL itself, each session in one read-only snapshot.
import type { Pool, QueryResult } from 'pg';
import { citusDialect } from '../sql/citus';
import { postgresDialect } from '../sql/postgres';
import { dataVersionOf, type WatermarkRow, watermarksOf, watermarksQuery } from '../warehouse/change-feed';
import { hasSecondLock, underSecondLock } from '../warehouse/second-lock';
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
    ? [beginReadUnderLock, `${limit}${holdChanges}`, watermarksQuery]
    : [beginRead, `${limit}${watermarksQuery}`];
  const dialect = distributed ? citusDialect : postgresDialect;
  const rememberedOf = rememberedRows();
  const planNameOf = planNames();
  let lockFound = false;
  const isLocked = async (): Promise<boolean> => {
    lockFound ||= !distributed && (await hasSecondLock(pool));
    return lockFound;
  };
  /** Null: to no row scope that the database could hold. */
  const heldTo = (asked: string | null): Engine => ({
    name: 'POSTGRES',
    dialect,
    within: heldTo,
    read: async (work, gone) => {
      const rowScope = asked !== null && (await isLocked()) ? asked : null;
      const client = await pool.connect();
      const { select, selectPlanned, close } = shareSnapshot(pool, client, {
        underLock: distributed,
        gone,
        timeLimits,
        rowScope,
      });
      return inReadTransaction(client, async () => {
        try {
          const lock = rowScope === null ? '' : underSecondLock(client, rowScope);
          const text = `${opening.join('; ')}; ${lock}${setSavepoint}`;
          const opened = (await client.query(text)) as unknown as readonly QueryResult<WatermarkRow>[];
          const watermarks = watermarksOf(opened.at(rowScope === null ? -2 : -4)!.rows);
          const reading = readingBy(select);
          return await work({
            ...reading,
            engine: 'POSTGRES',
            dialect,
            selectOften: ({ text: sql, parameters }) => {
              const planName = planNameOf(sql);
              return planName === null ? select(sql, parameters) : selectPlanned(planName, sql, parameters);
            },
            selectRemembered: rememberedOf({ select: reading.select, watermarks, rowScope }),
            dataVersion: dataVersionOf(watermarks),
            watermarks,
          });
        } finally {
          await close();
        }
      });
    },
  });
  return heldTo(null);
}
