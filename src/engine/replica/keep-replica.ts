// Keeps a replica current while a process runs. It looks every tenth of a second how far the warehouse is, and follows; what
// cannot follow, is damaged, deleted or full of rows that are gone is made anew in another file. PostgreSQL answers whenever
// there is none, or none that is known to be of now.
import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { outliveBrokenSessions } from '../../warehouse/broken-sessions';
import { type WatermarkRow, type Watermarks, watermarksOf, watermarksQuery } from '../../warehouse/change-feed';
import { sessionSettings } from '../../warehouse/connection';
import { endSilentSessions } from '../../warehouse/silent-sessions';
import type { Warehouse } from '../../warehouse/warehouse';
import type { ReplicaSource } from '../columnar-engine';
import { failureOf } from '../columnar-failure';
import { selectRows } from './duckdb-connection';
import { fillReplica } from './fill';
import { fillProgress } from './fill-progress';
import { followChanges } from './follow';
import { discardFile, type Replica, type ReplicaOptions } from './replica';
import { discardIdle, newReplica, openStanding, type Standing } from './replica-files';
import type { ReplicaState } from './replica-state';
import { layoutOf, replicaTables } from './replica-tables';
import { inSnapshot } from './snapshot';
import { canFollow, warehouseState } from './warehouse-state';

export type ReplicaKeeping = ReplicaOptions & {
  /** Where files are, and rows on their way. */
  readonly folder: string;
  /** Tells people what takes time. */
  readonly say: (line: string) => void;
  /** Told of what went wrong; it is tried again. */
  readonly failed: (error: unknown) => void;
  /** Rows that may be gone before a file is looked at for how many of its rows are. */
  readonly fewestTakenOut?: number;
};

/** How far a replica is; `version`: null where there is none. */
export type ReplicaStanding = { readonly version: number | null; readonly currentSecondsAgo: number | null };

export type KeptReplica = ReplicaSource & {
  readonly standing: () => ReplicaStanding;
  readonly start: () => void;
  /** Waits for those who read, and closes the file. */
  readonly stop: () => Promise<void>;
};

/** In milliseconds. */
const pause = 100;
/** A look of so long ago says what is now. */
const freshFor = 1_000;
const firstRetry = 1_000;
const longestRetry = 60_000;

/** Rows that are gone keep their room: beyond this share of those there are the file is made anew. */
const mostTakenOut = 0.25;
const usualFewest = 500_000;

export function keepReplica(
  { url, distributed }: Pick<Warehouse, 'url' | 'distributed'>,
  { folder, say, failed, fewestTakenOut = usualFewest, ...options }: ReplicaKeeping,
): KeptReplica {
  const pool = new Pool({ ...sessionSettings, connectionString: url, max: 3, application_name: 'astrolabe replica' });
  outliveBrokenSessions(pool);
  endSilentSessions(pool);
  pool.on('error', () => {
    isVerified = false;
  });
  const stopping = new AbortController();
  const { signal } = stopping;
  let standing: Standing | undefined;
  let filling: Promise<void> | undefined;
  let seenCurrentAt = Number.NEGATIVE_INFINITY;
  /** Whether the warehouse is the one that the replica is of: it may have been restored while nobody saw it. */
  let isVerified = false;
  let looking: Promise<boolean> | undefined;
  /** What brings the replica up to date just now. */
  let following: { readonly began: number; readonly ended: Promise<void> } | undefined;
  let retryAfter = firstRetry;
  let notBefore = 0;
  let keeping: Promise<void> = Promise.resolve();

  /** Whether the replica holds what the warehouse holds. */
  const look = (): Promise<boolean> => {
    looking ??= (async () => {
      const began = performance.now();
      const { rows } = await pool.query<WatermarkRow>(watermarksQuery).catch((error: unknown) => {
        isVerified = false;
        throw error;
      });
      const isCurrent =
        standing !== undefined && isVerified && sameWatermarks(standing.replica.watermarks(), watermarksOf(rows));
      if (isCurrent) seenCurrentAt = began;
      return isCurrent;
    })().finally(() => {
      looking = undefined;
    });
    return looking;
  };

  const letGo = async (): Promise<void> => {
    const old = standing;
    standing = undefined;
    seenCurrentAt = Number.NEGATIVE_INFINITY;
    if (old === undefined) return;
    // Whoever reads it still is not waited for.
    void old.replica
      .close()
      .then(() => discardFile(old.replica.path))
      .catch(failed);
  };

  /** The one that stands, and the new one, have half of the memory each. */
  const fill = async (): Promise<void> => {
    const shared = Math.floor(options.memoryMegabytes / 2);
    const old = standing?.replica;
    await old?.allowMemory(shared);
    try {
      await fillWith(old === undefined ? options.memoryMegabytes : shared);
    } catch (error) {
      await old?.allowMemory(options.memoryMegabytes).catch(() => undefined);
      throw error;
    }
  };

  const fillWith = async (memoryMegabytes: number): Promise<void> => {
    const replica = await newReplica(folder, { ...options, memoryMegabytes });
    const progress = fillProgress(say);
    try {
      const state = await fillReplica(replica, pool, { folder, distributed, signal, progress: progress.told });
      progress.ended();
      if (standing !== undefined) await letGo();
      await replica.allowMemory(options.memoryMegabytes);
      standing = { replica, state };
      isVerified = true;
      retryAfter = firstRetry;
    } catch (error) {
      await replica.close();
      await discardFile(replica.path);
      throw error;
    }
  };

  const fillBeside = (): void => {
    if (filling !== undefined || performance.now() < notBefore) return;
    filling = fill()
      .then(() => {
        // Damage that comes back at once is not mended by haste.
        notBefore = performance.now() + firstRetry;
      })
      .catch((error: unknown) => {
        if (signal.aborted) return;
        failed(error);
        notBefore = performance.now() + retryAfter;
        retryAfter = Math.min(longestRetry, retryAfter * 2);
      })
      .finally(() => {
        filling = undefined;
      });
  };

  const open = async (): Promise<void> => {
    const { origin, layout } = await inSnapshot(pool, false, async (client) => ({
      ...(await warehouseState(client)),
      layout: layoutOf(await replicaTables(client)),
    }));
    standing = await openStanding(folder, options, (state) => state.origin === origin && state.layout === layout);
  };

  const follow = async ({ replica, state }: Standing): Promise<void> => {
    if (!(await isStillThere(replica))) return letGo();
    if (!isVerified) {
      const isOfIt = await inSnapshot(pool, false, async (client) =>
        canFollow(client, state, await warehouseState(client)),
      );
      if (!isOfIt) return letGo();
      isVerified = true;
    }
    if (await look()) return;
    const began = performance.now();
    const next = await followChanges(replica, state, pool, { folder, distributed, signal });
    // It may have been found damaged meanwhile.
    if (standing?.replica !== replica) return;
    if (next === undefined) {
      // Somebody may have been erased, of whom older files know.
      await discardIdle(folder);
      return letGo();
    }
    standing = { replica, state: next };
    retryAfter = firstRetry;
    // What was committed before its snapshot is in it, however much was committed since.
    seenCurrentAt = Math.max(seenCurrentAt, began);
    if (standing.state.takenOut > fewestTakenOut && (await isWorn(standing))) fillBeside();
  };

  const pausing = (): Promise<void> => sleep(pause, undefined, { signal }).catch(() => undefined);

  const keep = async (): Promise<void> => {
    let isOpened = false;
    while (!signal.aborted) {
      const began = performance.now();
      try {
        if (!isOpened) await open();
        isOpened = true;
        if (standing === undefined) fillBeside();
        else {
          following = { began, ended: follow(standing) };
          await following.ended;
        }
        // After a long one there is more to follow.
        if (performance.now() - began < freshFor / 2) await pausing();
      } catch (error) {
        if (signal.aborted) return;
        failed(error);
        if (failureOf(error) !== undefined) await letGo();
        await sleep(retryAfter, undefined, { signal }).catch(() => undefined);
        retryAfter = Math.min(longestRetry, retryAfter * 2);
      } finally {
        following = undefined;
      }
    }
  };

  /** Waits for what is brought in just now, which is sooner there than PostgreSQL answers; not for what takes long. */
  const followed = async (): Promise<void> => {
    if (following === undefined) return;
    const left = following.began + freshFor - performance.now();
    const ended = following.ended.catch(() => undefined);
    if (left > 0) await Promise.race([ended, sleep(left, undefined, { ref: false })]);
  };

  return {
    current: async () => {
      // However long it takes: what was seen was so after the question came, or less than a second before.
      const since = performance.now() - freshFor;
      const isFresh = (): boolean => standing !== undefined && seenCurrentAt >= since;
      if (standing !== undefined && !isFresh()) await look().catch(() => undefined);
      if (standing !== undefined && !isFresh()) await followed();
      return isFresh() ? standing!.replica : null;
    },
    standing: () => ({
      version: standing === undefined ? null : Math.max(0, ...standing.replica.watermarks().values()),
      currentSecondsAgo: Number.isFinite(seenCurrentAt) ? (performance.now() - seenCurrentAt) / 1_000 : null,
    }),
    damaged: (replica, failure) => {
      if (standing?.replica !== replica) return;
      failed(failure);
      void letGo();
    },
    start: () => {
      keeping = keep();
    },
    stop: async () => {
      stopping.abort();
      await keeping;
      await filling;
      const last = standing;
      standing = undefined;
      await last?.replica.close();
      await pool.end();
    },
  };
}

const sameWatermarks = (left: Watermarks, right: Watermarks): boolean =>
  left.size === right.size && [...left].every(([table, changeId]) => right.get(table) === changeId);

/** A file that was deleted stays open, but nobody finds it again. */
const isStillThere = ({ path }: Replica): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

async function isWorn({ replica, state }: { replica: Replica; state: ReplicaState }): Promise<boolean> {
  const connection = await replica.connect();
  try {
    const [[rows]] = (await selectRows(
      connection,
      `SELECT sum(estimated_size) FROM duckdb_tables() WHERE table_name <> 'dim_date'`,
    )) as [[number]];
    return state.takenOut > mostTakenOut * Number(rows);
  } finally {
    connection.closeSync();
  }
}
