// The engines of a process in the order in which they are preferred, and which of them answers a question that must see a
// version of the data somebody was told of. Versions only grow, so an engine that has one keeps it; they are told after they are
// stored, so one that PostgreSQL does not have is none that anybody was told of, and nobody waits for it.
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
  /** The first engine that has the version or a later one. Throws DATA_VERSION_NOT_REACHED where none has. */
  readonly at: (version: string) => Promise<Engine>;
};

type Preference = readonly [Engine, ...(readonly Engine[])];

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

/** The last one is PostgreSQL. */
export function enginesInOrder(preference: Preference): Pick<Engines, 'preferred' | 'at'> {
  return {
    preferred: preference[0],
    at: async (wanted) => {
      checkVersion(wanted);
      let current = '0';
      for (const engine of preference) {
        const version = await engine.read(async ({ dataVersion }) => dataVersion);
        if (BigInt(version) >= BigInt(wanted)) return engine;
        if (BigInt(version) > BigInt(current)) current = version;
      }
      throw new UserError('DATA_VERSION_NOT_REACHED', { wanted, current });
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
