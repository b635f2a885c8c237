// A replica that is kept beside a test's warehouse, in a folder of its own.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type KeptReplica, keepReplica, type ReplicaKeeping } from '../../src/engine/replica/keep-replica';
import type { Replica } from '../../src/engine/replica/replica';
import { dataVersionOf, type WatermarkRow, watermarksOf, watermarksQuery } from '../../src/warehouse/change-feed';
import type { TestWarehouse } from './test-warehouse';

export type Kept = KeptReplica & {
  readonly failures: unknown[];
  /** Waits until it is what the warehouse is now. */
  readonly followed: () => Promise<Replica>;
};

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'astrolabe-replica-'));

export function keptOn(warehouse: TestWarehouse, folder: string, options: Partial<ReplicaKeeping> = {}): Kept {
  const failures: unknown[] = [];
  const kept = keepReplica(warehouse, {
    folder,
    threads: 2,
    memoryMegabytes: 256,
    spillFolder: join(folder, 'spill'),
    say: () => undefined,
    failed: (error) => failures.push(error),
    ...options,
  });
  return {
    ...kept,
    failures,
    followed: async () => {
      const deadline = Date.now() + 40_000;
      const version = dataVersionOf(watermarksOf((await warehouse.pool.query<WatermarkRow>(watermarksQuery)).rows));
      for (;;) {
        const replica = await kept.current();
        if (replica !== null && dataVersionOf(replica.watermarks()) === version) return replica;
        if (Date.now() > deadline) throw new Error(`It did not follow: ${failures.map(String).join('; ')}`);
        await wait(20);
      }
    },
  };
}
