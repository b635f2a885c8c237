// An open replica: a DuckDB file that holds the warehouse at one version, and who reads it. It is closed once nobody does.
import { rm } from 'node:fs/promises';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Watermarks } from '../../warehouse/change-feed';
import { quoted } from './duckdb-connection';
import { type ViewGate, viewGate } from './view-gate';

export type ReplicaOptions = {
  readonly threads: number;
  readonly memoryMegabytes: number;
  readonly spillFolder: string;
  /** How much it may put there; none: as much as the disk has. */
  readonly spillMegabytes?: number;
};

export type Replica = {
  readonly path: string;
  readonly gate: ViewGate;
  /** The last change of each table that the file holds. */
  readonly watermarks: () => Watermarks;
  /** No customer has a greater number. */
  readonly greatestCustomer: () => number;
  /** Inside the gate, as the change is committed. */
  readonly standAt: (place: StandsAt) => void;
  readonly connect: () => Promise<DuckDBConnection>;
  /** A connection for the work, which is interrupted once the signal is aborted. */
  readonly withConnection: <Result>(
    signal: AbortSignal,
    work: (connection: DuckDBConnection) => Promise<Result>,
  ) => Promise<Result>;
  /** Keeps the file open until the function that is given back is called. */
  readonly hold: () => () => void;
  readonly allowMemory: (megabytes: number) => Promise<void>;
  /** Waits for those who hold it. */
  readonly close: () => Promise<void>;
};

export type StandsAt = { readonly watermarks: Watermarks; readonly greatestCustomer: number };

/** The files that this process has open: DuckDB's lock keeps out other processes alone. */
const openFiles = new Set<string>();

/** Opens or makes the file; throws what DuckDB says of one that is locked or damaged. It stands at no version yet. */
export async function openReplica(path: string, options: ReplicaOptions): Promise<Replica> {
  if (openFiles.has(path)) throw new Error(`${path} is open in this process`);
  openFiles.add(path);
  const instance = await DuckDBInstance.create(path, settingsOf(options)).catch((error: unknown) => {
    openFiles.delete(path);
    throw error;
  });
  let place: StandsAt = { watermarks: new Map(), greatestCustomer: 0 };
  let holders = 0;
  let released: (() => void) | undefined;
  return {
    path,
    gate: viewGate(),
    watermarks: () => place.watermarks,
    greatestCustomer: () => place.greatestCustomer,
    standAt: (next) => {
      place = next;
    },
    connect: () => instance.connect(),
    withConnection: async (signal, work) => {
      const connection = await instance.connect();
      const interrupt = (): void => connection.interrupt();
      signal.addEventListener('abort', interrupt, { once: true });
      try {
        return await work(connection);
      } finally {
        signal.removeEventListener('abort', interrupt);
        connection.closeSync();
      }
    },
    hold: () => {
      holders += 1;
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        holders -= 1;
        if (holders === 0) released?.();
      };
    },
    allowMemory: async (megabytes) => {
      const connection = await instance.connect();
      try {
        await connection.run(`SET memory_limit = ${quoted(`${megabytes}MB`)}`);
      } finally {
        connection.closeSync();
      }
    },
    close: async () => {
      if (holders > 0) await new Promise<void>((resolve) => (released = resolve));
      instance.closeSync();
      openFiles.delete(path);
    },
  };
}

const settingsOf = ({
  threads,
  memoryMegabytes,
  spillFolder,
  spillMegabytes,
}: ReplicaOptions): Record<string, string> => ({
  threads: String(threads),
  memory_limit: `${memoryMegabytes}MB`,
  temp_directory: spillFolder,
  ...(spillMegabytes !== undefined && { max_temp_directory_size: `${spillMegabytes}MB` }),
  // What is followed is a few megabytes, and to take it from the log into the file stops whoever waits for it.
  checkpoint_threshold: '128MB',
  // Nothing is fetched from elsewhere.
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
});

export async function discardFile(path: string): Promise<void> {
  for (const file of [path, `${path}.wal`]) await rm(file, { force: true });
}
