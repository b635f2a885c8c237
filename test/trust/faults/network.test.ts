// What networks do between server and PostgreSQL: the process stays up, an answer is right or an error with a code, none is
// waited for without end, and when the fault is over everything is answered as before.
import { setTimeout as wait } from 'node:timers/promises';
import { type Fault, type FaultProxy, faults, startFaultProxy } from '../../support/fault-proxy';
import { createTestDatabase } from '../../support/test-warehouse';
import { type Answer, event, loadCompany, lookUp, question, type Served, serve } from '../support/served';
import { countOf, tellFigure } from '../support/tell-figure';

const rounds = countOf('FAULT_ROUNDS', 1);
/** A question waits for a connection, and then for an answer. */
const latest = 45_000;
const backWithin = 30_000;

/** Of the database, or of a pool in which nothing comes free; never one of the program's own. */
const codes = ['DATABASE_UNAVAILABLE', 'BUSY'];

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let proxy: FaultProxy;
let served: Served;
let asked = 0;
const longest = new Map<string, number>();
const outcomes = new Map<string, string>();

beforeAll(async () => {
  database = await createTestDatabase();
  await loadCompany(database.url);
  proxy = await startFaultProxy(database.url);
  served = await serve({ DATABASE_URL: proxy.url, RESULT_CACHE_MB: '0', ENGINE: 'postgres' });
}, 120_000);
afterAll(async () => {
  await served?.stop();
  await proxy?.close();
  await database?.drop();
  for (const fault of faults)
    if (outcomes.has(fault))
      tellFigure(`${fault}: ${outcomes.get(fault)}, at most ${((longest.get(fault) ?? 0) / 1000).toFixed(1)} s`);
});

/** Questions, look-ups and an event at once, of which none was asked before. */
function askAll(): Promise<readonly Answer[]> {
  const documents = Array.from({ length: 4 }, () => {
    asked += 1;
    return [question(asked), lookUp(asked)];
  }).flat();
  return Promise.all([...documents, event(`e${++asked}`)].map((each) => served.ask(each, { timeout: 120_000 })));
}

const isRight = ({ status, body }: Answer): boolean => status === 200 && !body.includes('"errors"');

async function answersAgain(): Promise<number> {
  const began = performance.now();
  let last: readonly Answer[] = [];
  while (performance.now() - began < backWithin) {
    last = await askAll();
    if (last.every(isRight)) return performance.now() - began;
    await wait(200);
  }
  throw new Error(`It does not answer as before: ${last.map(({ status, code }) => `${status} ${code}`).join(', ')}`);
}

/** Of days before those of the events. */
const untouched = question(18_000);

const timesEach = Array.from({ length: rounds }, () => faults).flat();

test.each(timesEach)(
  '%s',
  async (fault: Fault) => {
    await answersAgain();
    const fixed = await served.ask(untouched);
    await proxy.set(fault);
    // Over sessions that stand, and over new ones at once.
    const answers = await askAll();
    for (const path of ['/livez', '/readyz']) expect((await served.get(path)).status).toBeGreaterThan(0);
    expect((await served.get('/livez')).status).toBe(200);
    await proxy.set('none');
    const back = await answersAgain();
    expect((await served.ask(untouched)).body === fixed.body).toBe(true);
    expect(isRight(fixed)).toBe(true);

    const right = answers.filter(isRight);
    const refused = answers.filter((answer) => !isRight(answer));
    for (const { status, code } of refused) {
      expect(status).toBeGreaterThanOrEqual(200);
      expect(codes).toContain(code);
    }
    for (const { milliseconds } of answers) expect(milliseconds).toBeLessThan(latest);
    longest.set(fault, Math.max(longest.get(fault) ?? 0, ...answers.map(({ milliseconds }) => milliseconds)));
    outcomes.set(
      fault,
      `${right.length} right, ${refused.length} refused, as before after ${(back / 1000).toFixed(1)} s`,
    );
  },
  240_000,
);
