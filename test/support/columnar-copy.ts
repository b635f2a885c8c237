// The columnar engine over a copy of a warehouse as it is now: a replica of its own, which follows nothing. What the engine cannot
// answer is a failure of the test.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { columnarEngine } from '../../src/engine/columnar-engine';
import type { Engine } from '../../src/engine/engine';
import { fillReplica } from '../../src/engine/replica/fill';
import type { Replica } from '../../src/engine/replica/replica';
import { newReplica } from '../../src/engine/replica/replica-files';

type CopyOptions = {
  readonly statementTimeoutSeconds?: number;
  /** What the engine is given in place of the replica. */
  readonly watched?: (replica: Replica) => Replica;
};

export async function columnarCopy(
  pool: Pool,
  { statementTimeoutSeconds = 60, watched = (replica) => replica }: CopyOptions = {},
): Promise<Engine & { readonly close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'astrolabe-replica-'));
  const replica = await newReplica(folder, {
    threads: 2,
    memoryMegabytes: 512,
    spillFolder: join(folder, 'spill'),
  });
  const { signal } = new AbortController();
  await fillReplica(replica, pool, { folder, distributed: false, signal, progress: () => undefined });
  const damaged = (_: unknown, failure: Error): never => {
    throw failure;
  };
  const engine = columnarEngine({ current: async () => watched(replica), damaged }, { statementTimeoutSeconds });
  return {
    ...engine,
    close: async () => {
      await replica.close();
      rmSync(folder, { recursive: true });
    },
  };
}
