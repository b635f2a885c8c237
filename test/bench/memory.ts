// The peak of memory of a loading process at two lengths of the same file: it must not grow with the rows.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchCluster } from './bench-cluster';
import { type Figure, grouped, median, spread } from './figure';
import { runLoad } from './run-load';
import { writeTransactions } from './write-transactions';

/** Garbage collection alone moves the peak of equal loads by this part. */
const most = 1.1;
const times = 5;

export async function memoryFigures(
  cluster: BenchCluster,
  rows: number,
  runs: number,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  const lengths = [Math.round(rows / times), rows] as const;
  const peaks: [number[], number[]] = [[], []];
  const path = join(cluster.folder, 'transactions.csv');
  for (let run = 1; run <= runs; run += 1) {
    for (const [index, length] of lengths.entries()) {
      await writeTransactions(path, length);
      const { peakMegabytes } = await runLoad(await cluster.fresh('loaded'), path, length);
      await cluster.drop('loaded');
      peaks[index]!.push(peakMegabytes);
      say(`Memory, run ${run} of ${runs}: ${grouped(length)} rows, peak ${grouped(peakMegabytes)} MB`);
    }
  }
  await rm(path);
  const [few, many] = peaks;
  const ratio = median(many) / median(few);
  return [
    {
      name: `Memory of the process that loads ${grouped(lengths[1])} rows against ${grouped(lengths[0])}`,
      goal: `no growth: at most ${most} x`,
      figure: `${ratio.toFixed(2)} x (peak ${grouped(median(many))} MB, ${spread(many, 0)}, against ${grouped(median(few))} MB, ${spread(few, 0)})`,
      met: ratio <= most,
    },
  ];
}
