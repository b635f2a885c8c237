// The rate of a load into an empty warehouse against raw COPY of the rows it stored. Both start from an empty migrated
// database on the same server, take turns, and end with their commit on disk.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchCluster } from './bench-cluster';
import { copyInto, keepDerived, keepLoaded, type StoredRows } from './copy-rows';
import { type Figure, grouped, median, spread } from './figure';
import { type LoadFigures, runLoad } from './run-load';
import { writeTransactions } from './write-transactions';

const least = 0.5;

type Pair = { readonly load: LoadFigures; readonly copy: number; readonly copyWithDerived: number };

const rowsOf = (files: readonly StoredRows[]): string =>
  files
    .filter(({ rows }) => rows > 0)
    .map(({ table, rows }) => `${table} ${grouped(rows)}`)
    .join(', ');

export async function loadingFigures(
  cluster: BenchCluster,
  rows: number,
  runs: number,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  const path = join(cluster.folder, 'transactions.csv');
  await writeTransactions(path, rows);
  const pairs: Pair[] = [];
  let loaded: readonly StoredRows[] = [];
  let derived: readonly StoredRows[] = [];
  for (let run = 1; run <= runs; run += 1) {
    const target = await cluster.fresh('loaded');
    const load = await runLoad(target, path, rows);
    loaded = await keepLoaded(target, cluster.folder);
    derived = await keepDerived(target, cluster.folder);
    await cluster.drop('loaded');
    const copy = await timedCopy(cluster, loaded);
    const copyWithDerived = await timedCopy(cluster, [...loaded, ...derived]);
    pairs.push({ load, copy, copyWithDerived });
    say(
      `Loading, run ${run} of ${runs}: load ${load.seconds.toFixed(1)} s, COPY ${copy.toFixed(1)} s, COPY with the derived tables ${copyWithDerived.toFixed(1)} s`,
    );
  }
  for (const file of [path, ...[...loaded, ...derived].map((each) => each.file)]) await rm(file);

  const loads = pairs.map(({ load }) => load);
  const ratios = pairs.map(({ load, copy }) => copy / load.seconds);
  const withDerived = pairs.map(({ load, copyWithDerived }) => copyWithDerived / load.seconds);
  const seconds = median(loads.map((load) => load.seconds));
  const copySeconds = median(pairs.map(({ copy }) => copy));
  const part = (name: 'staging' | 'merging' | 'deriving') => median(loads.map((load) => load[name])).toFixed(1);
  say(`COPY of the loaded rows: ${rowsOf(loaded)}`);
  say(`COPY with the derived tables, besides: ${rowsOf(derived)}`);
  return [
    {
      name: `Loading ${grouped(rows)} transactions against COPY of the same rows`,
      goal: `at least ${least} of its rate`,
      figure: `${median(ratios).toFixed(2)} (${spread(ratios, 2)}; ${grouped(rows / seconds)} rows/s, COPY ${grouped(rows / copySeconds)} rows/s)`,
      met: median(ratios) >= least,
    },
    {
      name: '  against COPY of everything it stored, derived tables too',
      goal: '',
      figure: `${median(withDerived).toFixed(2)} (${spread(withDerived, 2)})`,
      met: null,
    },
    {
      name: '  where the time goes',
      goal: '',
      figure: `${part('staging')} s reading and staging, ${part('merging')} s merging, ${part('deriving')} s deriving and committing`,
      met: null,
    },
  ];
}

async function timedCopy(cluster: BenchCluster, files: readonly StoredRows[]): Promise<number> {
  const target = await cluster.fresh('copied');
  const seconds = await copyInto(target, files);
  await cluster.drop('copied');
  return seconds;
}
