// 64 clients, each of which asks the README's questions one after the other without pause: how many answers a second, how long
// the slowest of a hundred takes, and whether the server's memory stays.
import { setTimeout as wait } from 'node:timers/promises';
import { type Figure, grouped } from '../figure';
import { Refused } from '../served-company';
import { readmeQuestions } from './readme-questions';
import { residentOf } from './resident';
import type { Parameters, Served } from './sides';

const clients = 64;
const busy = 503;
/** Milliseconds that a client waits after it was refused. */
const pause = 1000;
const seconds = { warmUp: 10, measured: 20 } as const;
/** Answers a second, milliseconds, times. */
const goals = { answers: 500, p99: 250, growth: 1.2 } as const;

export async function crowdFigures(
  { ask, processId, engine }: Served,
  { customerId }: Parameters,
): Promise<readonly Figure[]> {
  const documents = readmeQuestions(customerId);
  for (const document of documents) {
    const { errors } = JSON.parse(await ask(document)) as { errors?: unknown };
    if (errors !== undefined) throw new Error(`A question of the README is refused: ${JSON.stringify(errors)}`);
  }
  await spell(ask, documents, seconds.warmUp);
  const before = await residentOf(processId);
  const measured = await spell(ask, documents, seconds.measured);
  const times = [...measured.times].sort((a, b) => a - b);
  const after = await residentOf(processId);
  const answers = times.length / seconds.measured;
  const p99 = times[Math.ceil(times.length * 0.99) - 1]!;
  const memory: readonly Figure[] =
    before === null || after === null
      ? []
      : [
          {
            name: `  ${engine}: memory of the server before and after`,
            goal: 'flat',
            figure: `${grouped(before.now)} MB and ${grouped(after.now)} MB`,
            met: after.now <= goals.growth * before.now,
          },
        ];
  return [
    {
      name: `${engine}: ${clients} clients without pause, the README's questions`,
      goal: `${goals.answers} answers a second`,
      figure: `${grouped(answers)} a second, ${grouped(measured.refused)} requests refused as too many`,
      met: answers >= goals.answers && measured.refused === 0,
    },
    {
      name: `  ${engine}: 99 of a hundred answers`,
      goal: `under ${goals.p99} ms`,
      figure: `${p99.toFixed(0)} ms (half of them ${times[times.length >> 1]!.toFixed(0)} ms)`,
      met: p99 < goals.p99,
    },
    ...memory,
  ];
}

/** Milliseconds of every answer, and how many requests were refused because too much was asked at once. */
type Spell = { readonly times: readonly number[]; readonly refused: number };

async function spell(ask: Served['ask'], documents: readonly string[], lasts: number): Promise<Spell> {
  const until = performance.now() + lasts * 1000;
  const times: number[] = [];
  let refused = 0;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let turn = client; performance.now() < until; turn += 1) {
        const started = performance.now();
        try {
          await ask(documents[turn % documents.length]!);
          times.push(performance.now() - started);
        } catch (error) {
          if (!(error instanceof Refused) || error.status !== busy) throw error;
          refused += 1;
          await wait(pause);
        }
      }
    }),
  );
  return { times, refused };
}
