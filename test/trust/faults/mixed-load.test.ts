// Everything at once for a while: questions, look-ups of customers, fifty events a second, and the judging that follows them.
// Nothing fails, and the end is like the beginning: memory and latency of the last tenth beside those of the first.
import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { createTestDatabase } from '../../support/test-warehouse';
import {
  type Answer,
  type Document,
  event,
  loadCompany,
  lookUp,
  question,
  type Served,
  serve,
} from '../support/served';
import { countOf, tellFigure } from '../support/tell-figure';

const seconds = countOf('MIXED_SECONDS', 8);
/** The short form runs beside other tests: it may be told to come again, and how quick it is says nothing. */
const isLong = process.env.MIXED_SECONDS !== undefined;
const eventsPerSecond = 50;
const mostMemory = 1.5;
const mostLatency = 2;
/** Milliseconds that latency may differ by although nothing drifts; megabytes likewise. */
const noise = { milliseconds: 100, megabytes: 100 };
const pauses = { question: 100, lookUp: 50 };

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let served: Served;
const agent = new Agent({ keepAlive: true });
beforeAll(async () => {
  database = await createTestDatabase();
  await loadCompany(database.url, 30);
  served = await serve({ DATABASE_URL: database.url });
}, 180_000);
afterAll(async () => {
  agent.destroy();
  await served?.stop();
  await database?.drop();
});

type Kind = 'questions' | 'look-ups' | 'events';
type Seen = Answer & { readonly kind: Kind };

const share = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;

test(
  `${seconds} s of mixed load`,
  async () => {
    // The replica is there, and statements are planned.
    for (let number = 0; number < 30; number += 1) await served.ask(question(number), { agent });
    const seen: Seen[] = [];
    const memory: { readonly at: number; readonly megabytes: number }[] = [];
    const began = performance.now();
    const until = began + seconds * 1_000;
    const note = async (kind: Kind, document: Document): Promise<void> => {
      seen.push({ ...(await served.ask(document, { agent })), kind });
    };
    let asked = 0;
    const asking = (kind: Kind, document: (number: number) => Document, pause: number) => async (): Promise<void> => {
      while (performance.now() < until) {
        await note(kind, document(asked++));
        await wait(pause);
      }
    };
    const sending = async (): Promise<void> => {
      const sent: Promise<void>[] = [];
      for (let number = 0; performance.now() < until; number += 1) {
        sent.push(note('events', event(`m${number}`)));
        await wait(Math.max(0, began + ((number + 1) * 1_000) / eventsPerSecond - performance.now()));
      }
      await Promise.all(sent);
    };
    const watching = async (): Promise<void> => {
      for (; performance.now() < until; await wait(250))
        memory.push({ at: performance.now(), megabytes: served.memory() });
    };
    const askQuestions = asking('questions', question, pauses.question);
    const lookUpCustomers = asking('look-ups', lookUp, pauses.lookUp);
    await Promise.all([askQuestions(), askQuestions(), lookUpCustomers(), lookUpCustomers(), sending(), watching()]);

    const tenth = (seconds * 1_000) / 10;
    const isFirst = (at: number): boolean => at < began + tenth;
    const isLast = (at: number): boolean => at >= until - tenth;
    const megabytes = (within: (at: number) => boolean): number =>
      Math.max(...memory.filter(({ at }) => within(at)).map((each) => each.megabytes));
    const [memoryFirst, memoryLast] = [megabytes(isFirst), megabytes(isLast)];
    const latencies = (['questions', 'look-ups', 'events'] as const).map((kind) => {
      const took = (within: (at: number) => boolean): readonly number[] =>
        seen.filter((each) => each.kind === kind && within(each.asked)).map(({ milliseconds }) => milliseconds);
      const [first, last] = [took(isFirst), took(isLast)];
      return {
        kind,
        p50: [share(first, 0.5), share(last, 0.5)],
        p99: [share(first, 0.99), share(last, 0.99)],
      } as const;
    });
    const isToComeAgain = ({ status, retryAfter }: Answer): boolean =>
      !isLong && status === 503 && retryAfter !== undefined;
    const failed = seen.filter((each) => (each.status !== 200 || each.code !== undefined) && !isToComeAgain(each));
    const counted = (['questions', 'look-ups', 'events'] as const)
      .map((kind) => `${seen.filter((each) => each.kind === kind).length} ${kind}`)
      .join(', ');
    const drift = latencies
      .map(
        ({ kind, p50, p99 }) =>
          `${kind} p50 ${p50.map(Math.round).join(' to ')} ms, p99 ${p99.map(Math.round).join(' to ')} ms`,
      )
      .join('; ');
    tellFigure(
      `${seconds} s: ${counted}, ${failed.length} failed; first tenth to last: ${memoryFirst} to ${memoryLast} MB; ${drift}`,
    );
    expect(failed.slice(0, 3)).toEqual([]);
    expect(seen.filter(({ status, code }) => status === 200 && code === undefined).length).toBeGreaterThan(
      seen.length / 4,
    );
    if (!isLong) return;
    expect(memoryLast).toBeLessThan(mostMemory * memoryFirst + noise.megabytes);
    for (const { p50 } of latencies) expect(p50[1]).toBeLessThan(mostLatency * p50[0]! + noise.milliseconds);
  },
  240_000 + seconds * 1_000,
);
