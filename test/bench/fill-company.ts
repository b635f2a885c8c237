// Fills an empty warehouse with a simulated company by the product's own way: the files of the sample generator, one load,
// its derivations, and where wanted the judgements of every month-end. So it is as any loaded warehouse is.
// Taken apart at 15,000 customers over 72 months (one million facts, two cores): writing 5 s, staging 3 s, merging 10 s,
// deriving 3 s, statistics 3 s, judging 73 instants 16 s. A way of its own into the tables would save the staging alone.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { score } from '../../src/customer/scoring/score';
import { load } from '../../src/load/load';
import { noProgress } from '../../src/load/stage/progress';
import { writeSample } from '../../src/sample/write-sample';
import type { Warehouse } from '../../src/warehouse/warehouse';

/** `kind`: a company that is marked as simulated (the default) takes no further rows. `judged`: its customers are scored. */
export type CompanySize = {
  readonly customers: number;
  readonly months: number;
  readonly seed: number;
  readonly kind?: 'load';
  readonly judged?: true;
};

/** The last day of the history, and "now" as its end. */
export const until = '2025-12-31';
export const asOf = '2026-01-01T00:00:00Z';

/** `folder`: where the files stand meanwhile. */
export async function fillCompany(
  warehouse: Warehouse,
  { kind, judged, ...size }: CompanySize,
  folder: string,
  say: (line: string) => void,
): Promise<void> {
  const timed = stopwatch(say);
  const out = await mkdtemp(join(folder, 'sample-'));
  try {
    await writeSample({ ...size, until, out });
    timed('its files are written');
    const progress = { ...noProgress, step: (step: string) => timed(`${step} begins`) };
    await load(warehouse, { path: out, kind: kind ?? 'sample', maxErrors: { kind: 'count', value: 0 }, progress });
    timed('it is loaded');
  } finally {
    await rm(out, { recursive: true, force: true });
  }
  if (judged) {
    await warehouse.pool.query('ANALYZE');
    await score(warehouse, { now: Temporal.Instant.from(asOf) });
    timed('its customers are judged');
  }
  // As a server that has been up for a while finds it.
  await warehouse.pool.query('VACUUM ANALYZE');
  timed('it is ready');
}

function stopwatch(say: (line: string) => void): (what: string) => void {
  const started = performance.now();
  return (what) => say(`  ${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s: ${what}`);
}
