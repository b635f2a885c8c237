// What storing rows one call at a time costs those who ask: four clients ask without pause, in turns with and without 50
// calls a second of one row each, and both sides take the same spells of time.
import { setTimeout as wait } from 'node:timers/promises';
import type { BenchCluster } from './bench-cluster';
import { type Figure, grouped, median } from './figure';
import { type ServedCompany, serveCompany } from './served-company';

const eventsPerSecond = 50;
const askers = 4;
const spellSeconds = 5;
const mostSlower = 1.5;

const questions = ['CHANNEL', 'REGION', 'PRODUCT_CATEGORY'].map(
  (dimension) =>
    `{ metrics(period: { from: "2023-01-01", to: "2025-12-31" }, grain: MONTH, by: [${dimension}]) { rows { period { start } revenue { value } orders { value } } } }`,
);

const call = (id: string, customer: number): string => `mutation {
  ingestTransactions(rows: [{ transactionId: "${id}", orderId: "${id}", customerId: "c${customer}", occurredAt: "2025-12-30T10:00:00Z", kind: "order", revenue: 12.5 }], idempotencyKey: "${id}") {
    dataVersion inserted
  }
}`;

async function timed(work: () => Promise<string>): Promise<number> {
  const started = performance.now();
  const { errors } = JSON.parse(await work()) as { errors?: unknown };
  if (errors !== undefined) throw new Error(`A request was refused: ${JSON.stringify(errors)}`);
  return performance.now() - started;
}

/** Times of the answers that four clients get until the spell is over. */
async function askWithoutPause({ ask }: ServedCompany, until: number): Promise<readonly number[]> {
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: askers }, async (_, asker) => {
      for (let turn = asker; performance.now() < until; turn += 1)
        times.push(await timed(() => ask(questions[turn % questions.length]!)));
    }),
  );
  return times;
}

/** Times of the calls that are sent at their moments, whether those before are answered or not. */
async function sendEvents({ ask }: ServedCompany, spell: number, until: number): Promise<readonly number[]> {
  const calls: Promise<number>[] = [];
  const begun = performance.now();
  for (let number = 0; performance.now() < until; number += 1) {
    calls.push(timed(() => ask(call(`${spell} ${number}`, number % 500))));
    await wait(Math.max(0, begun + ((number + 1) * 1000) / eventsPerSecond - performance.now()));
  }
  return Promise.all(calls);
}

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
      alone.push(...(await askWithoutPause(company, performance.now() + spellSeconds * 1000)));
      const until = performance.now() + spellSeconds * 1000;
      const [asked, events] = await Promise.all([askWithoutPause(company, until), sendEvents(company, spell, until)]);
      beside.push(...asked);
      sent.push(...events);
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
