// The engines of a process in the order in which they are preferred, and which of them answers a question that must see a
// version of the data somebody was told of. Versions only grow, so an engine that has one keeps it.
import { setTimeout as sleep } from 'node:timers/promises';
import { columnarElsePostgres } from '../engine/columnar-else-postgres';
import type { Engine } from '../engine/engine';
import { postgresEngine } from '../engine/postgres-engine';
import type { TimeLimits } from '../engine/read-transaction';
import { type Reporting, reportingEngine } from '../engine/reporting-engine';
import { UserError } from '../errors';
import { refuseArgument } from '../model/choose-argument';
import type { Warehouse } from '../warehouse/warehouse';

export type Engines = {
  readonly postgres: Engine;
  /** None where PostgreSQL answers everything. */
  readonly columnar: Engine | null;
  /** Answers whatever asks for no version. */
  readonly preferred: Engine;
  /** The first engine that has the version or a later one; waits for it. Throws DATA_VERSION_NOT_REACHED when it does not come. */
  readonly at: (version: string) => Promise<Engine>;
};

type Preference = readonly [Engine, ...(readonly Engine[])];

/** In milliseconds: how long a version is waited for, and how long between two looks. */
type Patience = { readonly longest: number; readonly pause: number };

const patience: Patience = { longest: 5_000, pause: 50 };

type Stored = Pick<Warehouse, 'pool' | 'distributed'>;

export type EngineOptions = {
  /** None: PostgreSQL answers everything. */
  readonly columnar: Engine | null;
  readonly timeLimits: TimeLimits;
  /** Hears of every statement. */
  readonly reporting?: Reporting | undefined;
};

/** The engines over the warehouse. */
export function enginesFor(
  { pool, distributed }: Stored,
  { columnar: replica, timeLimits, reporting }: EngineOptions,
): Engines {
  const watched = (engine: Engine): Engine => (reporting === undefined ? engine : reportingEngine(engine, reporting));
  const postgres = watched(postgresEngine(pool, distributed, timeLimits));
  if (replica === null) return { postgres, columnar: null, ...enginesInOrder([postgres]) };
  const columnar = watched(replica);
  return { postgres, columnar, ...enginesInOrder([columnarElsePostgres(columnar, postgres), postgres]) };
}

export function enginesInOrder(
  preference: Preference,
  { longest, pause }: Patience = patience,
): Pick<Engines, 'preferred' | 'at'> {
  return {
    preferred: preference[0],
    at: async (wanted) => {
      checkVersion(wanted);
      const deadline = performance.now() + longest;
      for (;;) {
        let current = '0';
        for (const engine of preference) {
          const version = await engine.read(async ({ dataVersion }) => dataVersion);
          if (BigInt(version) >= BigInt(wanted)) return engine;
          if (BigInt(version) > BigInt(current)) current = version;
        }
        if (performance.now() > deadline) throw new UserError('DATA_VERSION_NOT_REACHED', { wanted, current });
        await sleep(pause);
      }
    },
  };
}

function checkVersion(wanted: string): void {
  if (!/^\d{1,18}$/.test(wanted))
    refuseArgument(
      'minDataVersion',
      `"${wanted}" is not a data version`,
      'Give the dataVersion of an ingest, a load or dataStatus.',
    );
}
