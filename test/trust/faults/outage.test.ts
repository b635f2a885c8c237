// PostgreSQL goes away under a server and comes back: the process stays up and says so at once, both ways.
import { setTimeout as wait } from 'node:timers/promises';
import { type OwnPostgres, ownPostgres } from '../support/own-postgres';
import { loadCompany, lookUp, question, type Served, serve } from '../support/served';
import { countOf, tellFigure } from '../support/tell-figure';

const seconds = countOf('OUTAGE_SECONDS', 8);
const flipsWithin = 5_000;

let postgres: OwnPostgres;
let served: Served;
beforeAll(async () => {
  postgres = await ownPostgres();
  const url = await postgres.create('company');
  await loadCompany(url);
  served = await serve({ DATABASE_URL: url });
}, 180_000);
afterAll(async () => {
  await served?.stop();
  await postgres?.remove();
});

/** Milliseconds until /readyz answers so. */
async function readyWithin(status: number): Promise<number> {
  const began = performance.now();
  while ((await served.get('/readyz', { timeout: 10_000 })).status !== status) {
    if (performance.now() - began > 60_000) throw new Error(`/readyz is not ${status} within a minute`);
    await wait(50);
  }
  return performance.now() - began;
}

test(
  `PostgreSQL is away for ${seconds} s`,
  async () => {
    await readyWithin(200);
    const before = await served.ask(question(1));
    expect(before.status).toBe(200);
    await postgres.stop();
    const gone = performance.now();
    const notReadyAfter = await readyWithin(503);
    const codes = new Map<string, number>();
    let lives = 0;
    for (let number = 2; performance.now() - gone < seconds * 1_000; number += 1) {
      const [life, ...answers] = await Promise.all([
        served.get('/livez'),
        served.ask(question(number)),
        served.ask(lookUp(number)),
      ]);
      expect(life.status).toBe(200);
      lives += 1;
      for (const { status, code } of answers) {
        expect(status).toBeGreaterThanOrEqual(200);
        codes.set(`${code}`, (codes.get(`${code}`) ?? 0) + 1);
      }
      await wait(100);
    }
    expect([...codes.keys()].filter((code) => !['DATABASE_UNAVAILABLE', 'BUSY'].includes(code))).toEqual([]);
    await postgres.start();
    const readyAfter = await readyWithin(200);
    expect(notReadyAfter).toBeLessThan(flipsWithin);
    expect(readyAfter).toBeLessThan(flipsWithin);
    expect((await served.ask(question(1))).body).toBe(before.body);
    expect((await served.ask(lookUp(1))).status).toBe(200);
    tellFigure(
      `away for ${seconds} s: not ready after ${(notReadyAfter / 1000).toFixed(1)} s, ready after ${(readyAfter / 1000).toFixed(1)} s, ${lives} of ${lives} /livez answered`,
    );
  },
  120_000 + seconds * 1_000,
);
