// A server that is told to stop while it is asked: every answer it has begun arrives in whole, whoever asked before is answered,
// and it ends with 0 within ten seconds.
import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { randomSource } from '../../load/support/random-load';
import { createTestDatabase } from '../../support/test-warehouse';
import { type Answer, loadCompany, lookUp, question, serve } from '../support/served';
import { countOf, seedOf, tellFigure } from '../support/tell-figure';

const drains = countOf('DRAINS', 3);
const seed = seedOf();
const clients = 8;
const endsWithin = 10_000;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
  await loadCompany(database.url);
}, 120_000);
afterAll(() => database?.drop());

test(
  `SIGTERM under load, ${drains} times (seed ${seed})`,
  async () => {
    const random = randomSource(seed);
    let answered = 0;
    let longest = 0;
    for (let drained = 0; drained < drains; drained += 1) {
      const served = await serve({ DATABASE_URL: database.url, RESULT_CACHE_MB: '0', ENGINE: 'postgres' });
      // Half of the clients keep their connections.
      const kept = new Agent({ keepAlive: true });
      const answers: Answer[] = [];
      let over = false;
      const asking = Array.from({ length: clients }, async (_, client) => {
        for (let number = client; !over; number += clients) {
          const answer = await served.ask(number % 3 === 0 ? lookUp(number) : question(number), {
            agent: client % 2 === 0 ? kept : undefined,
          });
          answers.push(answer);
          if (answer.status === 0) return;
        }
      });
      // Once it is in full work.
      while (answers.length < clients) await wait(20);
      await wait(random.below(500));
      const told = performance.now();
      const code = await served.stop();
      const took = performance.now() - told;
      over = true;
      await Promise.all(asking);
      kept.destroy();
      expect(code).toBe(0);
      expect(took).toBeLessThan(endsWithin);
      const cut = answers.filter((answer) => answer.cut || (answer.status === 0 && answer.asked < told));
      expect(cut).toEqual([]);
      answered += answers.filter(({ status }) => status === 200).length;
      longest = Math.max(longest, took);
    }
    expect(answered).toBeGreaterThanOrEqual(drains * clients);
    tellFigure(
      `${drains} times (seed ${seed}): 0 answers cut of ${answered}, exit 0 after ${(longest / 1000).toFixed(1)} s at most`,
    );
  },
  60_000 + drains * 20_000,
);
