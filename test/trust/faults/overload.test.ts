// Ten times as much as a server can answer: whoever is not answered is told to come again, memory stays bounded, and when it is
// over everything is as before.
import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { createTestDatabase } from '../../support/test-warehouse';
import { type Answer, loadCompany, question, type Served, serve, writtenOut } from '../support/served';
import { countOf, tellFigure } from '../support/tell-figure';

const seconds = countOf('OVERLOAD_SECONDS', 4);
const times = 10;
/** More than these would measure the client. */
const mostAtOnce = 2_000;
/** Of the long form; the short one runs beside other tests, and has to become normal at all. */
const normalWithin = process.env.OVERLOAD_SECONDS === undefined ? 60_000 : 10_000;
/** Megabytes above what the server had when it was busy. */
const mostMemory = 400;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let served: Served;
const agent = new Agent({ keepAlive: true });
beforeAll(async () => {
  database = await createTestDatabase();
  await loadCompany(database.url, 30);
  served = await serve({ DATABASE_URL: database.url, RESULT_CACHE_MB: '0', ENGINE: 'postgres' });
}, 180_000);
afterAll(async () => {
  agent.destroy();
  await served?.stop();
  await database?.drop();
});

let asked = 0;
let documentOf = question;
const ask = (): Promise<Answer> => served.ask(documentOf(asked++), { agent, timeout: 120_000 });

/** Answers a second to eight clients who ask without pause. */
async function capacity(spell: number): Promise<number> {
  const until = performance.now() + spell;
  let answered = 0;
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (; performance.now() < until; answered += 1) expect((await ask()).status).toBe(200);
    }),
  );
  return (answered * 1_000) / spell;
}

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function usualTime(): Promise<number> {
  const took: number[] = [];
  for (let count = 0; count < 15; count += 1) took.push((await ask()).milliseconds);
  return middle(took);
}

test.each([
  { sent: 'one text with other variables each time', document: question },
  { sent: 'a text of its own each time', document: writtenOut },
])(
  `ten times too much for ${seconds} s: $sent`,
  async ({ sent, document }) => {
    documentOf = document;
    await capacity(1_500);
    const most = await capacity(2_500);
    const usual = await usualTime();
    const busy = served.memory();

    const waiting = new Set<Promise<Answer>>();
    const answers: Answer[] = [];
    let memory = 0;
    let notSent = 0;
    const began = performance.now();
    for (let sent = 0; performance.now() - began < seconds * 1_000; ) {
      const due = ((performance.now() - began) / 1_000) * most * times;
      for (; sent < due; sent += 1) {
        if (waiting.size >= mostAtOnce) {
          notSent += 1;
          continue;
        }
        const one = ask();
        waiting.add(one);
        void one.then((answer) => {
          waiting.delete(one);
          answers.push(answer);
        });
      }
      memory = Math.max(memory, served.memory());
      await wait(10);
    }
    const over = performance.now();
    let normalAfter = Number.POSITIVE_INFINITY;
    while (performance.now() - over < Math.max(30_000, normalWithin)) {
      const one = await ask();
      if (one.status === 200 && one.milliseconds < 3 * usual + 50) {
        normalAfter = performance.now() - over;
        break;
      }
      await wait(100);
    }
    await Promise.all(waiting);
    memory = Math.max(memory, served.memory());
    const kinds = new Map<string, number>();
    for (const { status, code, retryAfter } of answers) {
      const kind =
        status === 200 && code === undefined
          ? 'answered'
          : `${status} ${code}${retryAfter === undefined ? ' without Retry-After' : ''}`;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    const counted = [...kinds].map(([kind, count]) => `${count} ${kind}`).join(', ');
    tellFigure(
      `${sent}: ${Math.round(most)} answers a second at most, asked ${Math.round(most * times)} a second for ${seconds} s${notSent === 0 ? '' : ` (never more than ${mostAtOnce} at once)`}: ${counted}; ${busy} MB before, ${memory} MB at most; normal after ${(normalAfter / 1000).toFixed(1)} s`,
    );
    expect([...kinds.keys()].filter((kind) => !/^answered$|^(429|503) [A-Z_]+$/.test(kind))).toEqual([]);
    expect(kinds.get('answered')).toBeGreaterThan(0);
    expect(memory - busy).toBeLessThan(mostMemory);
    expect(normalAfter).toBeLessThan(normalWithin);
  },
  180_000 + seconds * 1_000,
);
