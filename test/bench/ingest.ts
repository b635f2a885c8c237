// What storing rows one call at a time costs those who ask: four clients ask without pause, in turns with and without 50
// calls a second of one row each, and both sides take the same spells of time.
import type { BenchCluster } from './bench-cluster';
import { type Figure, grouped, median } from './figure';
import { askers, askWithoutPause, eventsPerSecond, sendEvents } from './mixed-work';
import { serveCompany } from './served-company';

const spellSeconds = 5;
const mostSlower = 1.5;

export async function ingestFigures(
  cluster: BenchCluster,
  customers: number,
  spells: number,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  say(`Ingest: a company of ${grouped(customers)} customers is made, loaded and served`);
  const company = await serveCompany(cluster, customers, 'load');
  const alone: number[] = [];
  const beside: number[] = [];
  const sent: number[] = [];
  try {
    for (let spell = 0; spell < spells; spell += 1) {
      say(`Ingest: spell ${spell + 1} of ${spells}`);
      alone.push(...(await askWithoutPause(company.ask, performance.now() + spellSeconds * 1000)));
      const until = performance.now() + spellSeconds * 1000;
      const [asked, events] = await Promise.all([
        askWithoutPause(company.ask, until),
        sendEvents(company.ask, String(spell), until),
      ]);
      beside.push(...asked);
      sent.push(...events.map(({ took }) => took));
    }
  } finally {
    await company.stop();
    await cluster.drop(`company_${customers}`);
  }
  const slower = median(beside) / median(alone);
  return [
    {
      name: `Ingest: answers to ${askers} clients beside ${eventsPerSecond} events a second, ${grouped(customers)} customers`,
      goal: `at most ${mostSlower} x without`,
      figure: `${slower.toFixed(2)} x (${median(beside).toFixed(0)} ms, ${median(alone).toFixed(0)} ms without; ${grouped(beside.length)} and ${grouped(alone.length)} answers)`,
      met: slower <= mostSlower,
    },
    {
      name: 'Ingest: an event until it is committed and answered',
      goal: 'none lost',
      figure: `${median(sent).toFixed(0)} ms (${grouped(sent.length)} events, the slowest ${Math.max(...sent).toFixed(0)} ms)`,
      met: null,
    },
  ];
}
