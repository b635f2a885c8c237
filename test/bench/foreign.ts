// What mappings and other readers cost: a mapped CSV beside the plain one of the same rows, look-ups in a large file, a workbook
// beside CSV. Each load has an empty warehouse and a process of its own.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchCluster } from './bench-cluster';
import { type Figure, grouped, median, spread } from './figure';
import { tenSteps, withLookup, withMapping, writeForeign, writeOrders, writeWorkbook } from './foreign-files';
import { type LoadFigures, runLoad } from './run-load';
import { writeTransactions } from './write-transactions';

const leastOfPlain = 0.7;
const mostMegabytes = 512;
const sheetRows = 200_000;

export async function foreignFigures(
  cluster: BenchCluster,
  rows: number,
  runs: number,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  const folder = join(cluster.folder, 'foreign');
  await mkdir(folder);
  const timed = async (path: string, count: number, mapping?: string): Promise<LoadFigures> => {
    const figures = await runLoad(await cluster.fresh('loaded'), path, count, mapping);
    await cluster.drop('loaded');
    return figures;
  };
  const plain = join(folder, 'transactions.csv');
  await writeTransactions(plain, rows);
  await writeForeign(plain, join(folder, 'umsatz.csv'));
  const map = await withMapping(join(folder, 'map.json'), tenSteps);
  const ratios: number[] = [];
  const ofStaging: number[] = [];
  for (let run = 1; run <= runs; run += 1) {
    const unmapped = await timed(plain, rows);
    const mapped = await timed(join(folder, 'umsatz.csv'), rows, map);
    ratios.push(unmapped.seconds / mapped.seconds);
    ofStaging.push(unmapped.staging / mapped.staging);
    say(
      `Mapped, run ${run} of ${runs}: plain ${unmapped.seconds.toFixed(1)} s, ten steps a row ${mapped.seconds.toFixed(1)} s`,
    );
  }
  await rm(folder, { recursive: true });

  await mkdir(folder);
  const lines = await writeOrders(folder, rows);
  const lookUpMap = {
    ...withLookup,
    lookups: { order: { ...withLookup.lookups!.order!, format: { delimiter: ';' } } },
  };
  const found = await timed(folder, lines, await withMapping(join(cluster.folder, 'look-up.json'), lookUpMap));
  say(`Look-up: ${found.seconds.toFixed(1)} s, peak ${grouped(found.peakMegabytes)} MB`);
  await rm(folder, { recursive: true });

  await mkdir(folder);
  await writeTransactions(plain, sheetRows);
  const csv = await timed(plain, sheetRows);
  await writeWorkbook(plain, join(folder, 'transactions.xlsx'));
  const workbook = await timed(join(folder, 'transactions.xlsx'), sheetRows);
  await rm(folder, { recursive: true });
  return [
    {
      name: `Loading ${grouped(rows)} mapped rows, ten steps each, against plain CSV of the same rows`,
      goal: `at least ${leastOfPlain} of its rate`,
      figure: `${median(ratios).toFixed(2)} (${spread(ratios, 2)}; reading and staging alone ${median(ofStaging).toFixed(2)})`,
      met: median(ratios) >= leastOfPlain,
    },
    {
      name: `Memory of a load that looks ${grouped(lines)} keys up in ${grouped(rows)} rows`,
      goal: `under ${mostMegabytes} MB`,
      figure: `${grouped(found.peakMegabytes)} MB (${found.seconds.toFixed(1)} s)`,
      met: found.peakMegabytes < mostMegabytes,
    },
    {
      name: `Memory of a load of a workbook of ${grouped(sheetRows)} rows`,
      goal: `under ${mostMegabytes} MB`,
      figure: `${grouped(workbook.peakMegabytes)} MB (CSV ${grouped(csv.peakMegabytes)} MB)`,
      met: workbook.peakMegabytes < mostMegabytes,
    },
    {
      name: '  its rate against CSV of the same rows',
      goal: '',
      figure: `${(csv.seconds / workbook.seconds).toFixed(2)} (${grouped(sheetRows / workbook.seconds)} rows/s, CSV ${grouped(sheetRows / csv.seconds)} rows/s)`,
      met: null,
    },
  ];
}
