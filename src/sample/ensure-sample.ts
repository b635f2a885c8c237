// Gives an empty warehouse something to show: the simulated company, up to today. A warehouse into which anything was ever
// loaded is left alone. Whoever starts it is told that nobody in it is real.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { load } from '../load/load';
import type { Warehouse } from '../warehouse/warehouse';
import { type SampleSummary, writeSample } from './write-sample';

export type EnsureOptions = {
  /** The instant that counts as now (RFC 3339); null: the clock. The history ends with its day in the business zone. */
  readonly asOf: string | null;
  /** Interrupts it: nothing of the company stays. */
  readonly signal?: AbortSignal;
};

export const sampleDefaults = { customers: 2000, months: 36, seed: 7 } as const;

/** The default last day of a simulated history: today, as the business calendar has it. */
export const sampleUntil = (asOf: string | null, timeZone: string): string =>
  (asOf === null ? Temporal.Now.instant() : Temporal.Instant.from(asOf))
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();

const oneAtATime = 4_702_111_237;

/** Returns what was loaded, or null if the warehouse was not empty. Of two processes that start at once, one loads. */
export async function ensureSample(
  warehouse: Warehouse,
  { asOf, signal }: EnsureOptions,
  say: (line: string) => void,
): Promise<SampleSummary | null> {
  const guard = await warehouse.pool.connect();
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [oneAtATime]);
    const { rows } = await guard.query<{ empty: boolean }>('SELECT NOT EXISTS (SELECT FROM load) AS empty');
    return rows[0]!.empty ? await loadSample(warehouse, { asOf, signal }, say) : null;
  } finally {
    // Closing the session gives the lock back.
    guard.release(true);
  }
}

async function loadSample(
  warehouse: Warehouse,
  { asOf, signal }: EnsureOptions,
  say: (line: string) => void,
): Promise<SampleSummary> {
  say(
    `The warehouse is empty. Making a simulated company of ${sampleDefaults.customers} customers; nobody in it is real.`,
  );
  const started = performance.now();
  const out = await mkdtemp(join(tmpdir(), 'astrolabe-sample-'));
  try {
    const until = sampleUntil(asOf, warehouse.settings.timeZone);
    const summary = await writeSample({ ...sampleDefaults, until, out });
    await load(warehouse, { path: out, kind: 'sample', maxErrors: { kind: 'count', value: 0 }, signal });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const { interactions, transactions } = summary.rows;
    say(
      `Loaded the simulated company, ${summary.from} to ${until}: ${transactions} transactions and ${interactions} interactions in ${seconds} s.`,
    );
    return summary;
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}
