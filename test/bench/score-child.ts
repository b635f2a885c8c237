// A score run in a process of its own: prints what it took as JSON. Usage: score-child DATABASE_URL AS_OF.
import { Temporal } from 'temporal-polyfill';
import { readConfig } from '../../src/config/config';
import { score } from '../../src/customer/scoring/score';
import { openDatabase } from '../../src/warehouse/warehouse';

async function main(): Promise<void> {
  const [, , url = '', asOf = ''] = process.argv;
  const warehouse = await openDatabase(url, readConfig({ SAMPLE: 'off' }));
  const started = performance.now();
  const report = await score(warehouse, { now: Temporal.Instant.from(asOf) });
  const seconds = (performance.now() - started) / 1000;
  await warehouse.close();
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(JSON.stringify({ ...report, seconds, peakMegabytes }));
}

void main();
