// Figures of the warehouse: its connections, how far the data is, how far the replica, what loads made of their rows. Whoever reads
// the figures is answered with what is known; the database is asked beside, seldom, and never waited for longer than a moment.
import type { Pool } from 'pg';
import type { ReplicaStanding } from '../engine/replica/keep-replica';
import { outcomes } from './label-values';
import type { Meters } from './meters';

type Rows = Record<(typeof outcomes)[number], number>;

export type WarehouseFigures = {
  /** Brings them up to date, as far as that takes no longer than a moment. */
  readonly refresh: () => Promise<void>;
};

const longestWait = 500;

const noRows = (): Rows => Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Rows;

export function watchWarehouse(meters: Meters, pool: Pool, replica?: () => ReplicaStanding): WarehouseFigures {
  let lastLoad = 0;
  let dataVersion: number | null = null;
  let answers = false;
  let underWay: Promise<void> | undefined;
  const rows = noRows();

  /** Loads are numbered in the order of their commits: those that were counted stay counted. */
  const ask = async (): Promise<void> => {
    const { rows: found } = await pool.query<Rows & { version: number; last: number }>(
      `SELECT (SELECT coalesce(max(change_id), 0) FROM table_watermark) AS version,
         (SELECT coalesce(max(load_id), 0) FROM load) AS last,
         ${outcomes.map((outcome) => `coalesce(sum(${outcome}), 0)::bigint AS ${outcome}`).join(', ')}
       FROM load_count WHERE load_id > $1`,
      [lastLoad],
    );
    const { version, last, ...counted } = found[0]!;
    for (const outcome of outcomes) rows[outcome] += counted[outcome];
    lastLoad = last;
    dataVersion = version;
    answers = true;
  };

  const connections = () => ({
    busy: pool.totalCount - pool.idleCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  });
  meters.gaugeBy(
    'astrolabe_pool_connections',
    'Connections to PostgreSQL: in use, idle, and requests that wait for one.',
    'state',
    connections,
  );
  meters.gauge('astrolabe_pool_connections_most', 'Connections that the process may have.', () => pool.options.max);
  meters.gauge(
    'astrolabe_database_up',
    '1 when the database answered within half a second the last time it was asked.',
    () => Number(answers),
  );
  meters.gauge(
    'astrolabe_data_version',
    'The last change of the warehouse, when it was last asked.',
    () => dataVersion,
  );
  meters.totalBy(
    'astrolabe_load_rows_total',
    'Rows of all loads of the warehouse by what became of them.',
    'outcome',
    () => rows,
  );
  if (replica !== undefined) watchReplica(meters, replica, () => dataVersion);

  return {
    refresh: async () => {
      underWay ??= ask()
        .catch(() => {
          answers = false;
        })
        .finally(() => {
          underWay = undefined;
        });
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(() => {
          answers = false;
          resolve();
        }, longestWait);
      });
      await Promise.race([underWay, late]);
      clearTimeout(timer);
    },
  };
}

function watchReplica(meters: Meters, replica: () => ReplicaStanding, dataVersion: () => number | null): void {
  meters.gauge('astrolabe_replica_up', '1 while there is a columnar replica to answer from.', () =>
    Number(replica().version !== null),
  );
  meters.gauge(
    'astrolabe_replica_versions_behind',
    'Changes of the warehouse that the replica has not taken in.',
    () => {
      const { version } = replica();
      const current = dataVersion();
      // The replica is looked at after the warehouse was asked, and may be ahead of what it said.
      return version === null || current === null ? null : Math.max(0, current - version);
    },
  );
  meters.gauge(
    'astrolabe_replica_seconds_behind',
    'Seconds since the replica was last known to hold all there is.',
    () => {
      const { currentSecondsAgo } = replica();
      return currentSecondsAgo;
    },
  );
}
