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
};

export const sampleDefaults = { customers: 2000, months: 36, seed: 7 } as const;

/** The default last day of a simulated history: today, as the business calendar has it. */
export const sampleUntil = (asOf: string | null, timeZone: string): string =>
  (asOf === null ? Temporal.Now.instant() : Temporal.Instant.from(asOf))
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();

/** Returns what was loaded, or null if the warehouse was not empty. */
export async function ensureSample(
  warehouse: Warehouse,
  { asOf }: EnsureOptions,
  say: (line: string) => void,
): Promise<SampleSummary | null> {
  const { rows } = await warehouse.pool.query<{ empty: boolean }>('SELECT NOT EXISTS (SELECT FROM load) AS empty');
  if (!rows[0]!.empty) return null;
  const { customers } = sampleDefaults;
  say(`The warehouse is empty. Making a simulated company of ${customers} customers; nobody in it is real.`);
  const started = performance.now();
  const out = await mkdtemp(join(tmpdir(), 'astrolabe-sample-'));
  try {
    const until = sampleUntil(asOf, warehouse.settings.timeZone);
    const summary = await writeSample({ ...sampleDefaults, until, out });
    await load(warehouse, { path: out, kind: 'sample', maxErrors: { kind: 'count', value: 0 } });
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
