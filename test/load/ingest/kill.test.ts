// A server that is killed while calls are under way: every call that was answered is stored, no call is stored by half, and
// the same calls sent again end in what they would have ended in undisturbed.
import { setTimeout as wait } from 'node:timers/promises';
import { startNode } from '../../support/program';
import { createTestWarehouse, type TestWarehouse } from '../../support/test-warehouse';
import { countOf, seedOf, tellFigure } from '../../trust/support/tell-figure';
import { tableChecksums } from '../support/checksum';
import { expectBalance, expectVersionsJoined } from '../support/invariants';
import { type Row, randomRows, randomSource } from '../support/random-load';

const kills = countOf('KILLS', 10);
const seed = seedOf();
const settings = { timeZone: 'Europe/Berlin' } as const;
const open: TestWarehouse[] = [];
const create = async () => {
  const warehouse = await createTestWarehouse(settings);
  open.push(warehouse);
  return warehouse;
};
afterAll(async () => {
  for (const warehouse of open) await warehouse.drop();
});

async function startServer({ url }: TestWarehouse) {
  const program = startNode(['dist/src/main.js'], { DATABASE_URL: url, TIME_ZONE: settings.timeZone, PORT: '0' });
  const [, origin] = await program.printed(/(http:\/\/localhost:\d+)\/graphql/);
  return { program, origin: origin! };
}

type Call = { readonly query: string; readonly variables: Readonly<Record<string, unknown>> };

const field = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const sent = (row: Row) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [field(name), value === null ? null : String(value)]));

/** Calls of a random company that do not depend on each other's order, each with a key. */
function callsOf(seed: number): readonly Call[] {
  const rows = randomRows(seed, 6);
  const mutations = { customers: 'Customer', interactions: 'Interaction', transactions: 'Transaction' } as const;
  return Object.entries(mutations).flatMap(([table, name]) => {
    const left = [...rows[table]!];
    const calls: Call[] = [];
    while (left.length > 0)
      calls.push({
        query: `mutation ($rows: [${name}Row!]!, $key: String) { done: ingest${name}s(rows: $rows, idempotencyKey: $key) { loadId dataVersion inserted updated unchanged quarantined } }`,
        variables: { rows: left.splice(0, 60).map(sent), key: `${table} ${calls.length}` },
      });
    return calls;
  });
}

/** The answers of calls sent at once; null of those that got none. */
const send = (origin: string, calls: readonly Call[]): Promise<readonly unknown[]> =>
  Promise.all(
    calls.map(async (call) => {
      try {
        const response = await fetch(`${origin}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(call),
        });
        const { data, errors } = (await response.json()) as { data: { done: unknown }; errors?: unknown };
        return errors === undefined ? data.done : null;
      } catch {
        return null;
      }
    }),
  );

test(
  `calls survive ${kills} kills of their server at moments from the first to the last`,
  async () => {
    const calls = callsOf(77);
    const clean = await create();
    const undisturbed = await startServer(clean);
    const started = performance.now();
    expect(await send(undisturbed.origin, calls)).not.toContain(null);
    let milliseconds = performance.now() - started;
    undisturbed.program.kill('SIGKILL');
    const complete = await tableChecksums(clean.pool);

    const random = randomSource(seed);
    let unanswered = 0;
    for (let killed = 0; killed < kills; ) {
      const warehouse = await create();
      const victim = await startServer(warehouse);
      const sending = send(victim.origin, calls);
      await wait((milliseconds * (killed + random.below(1000) / 1000)) / kills);
      victim.program.kill('SIGKILL');
      const answers = await sending;
      await victim.program.ended;
      // One that had answered all before its moment came is no kill: the moments of the next come earlier.
      if (answers.includes(null)) killed += 1;
      else milliseconds *= 0.9;
      unanswered += answers.filter((answer) => answer === null).length;

      const again = await startServer(warehouse);
      const second = await send(again.origin, calls);
      expect(second).not.toContain(null);
      // What was answered before is the same call, and has the same result.
      for (const [index, answer] of answers.entries()) if (answer !== null) expect(second[index]).toEqual(answer);
      expect(await tableChecksums(warehouse.pool)).toEqual(complete);
      // Each call is one load, however often it was sent.
      const { rows } = await warehouse.pool.query('SELECT count(*) AS loads FROM load');
      expect(rows).toEqual([{ loads: calls.length }]);
      await expectBalance(warehouse);
      await expectVersionsJoined(warehouse);
      again.program.kill('SIGKILL');
      await again.program.ended;
    }
    expect(unanswered).toBeGreaterThan(0);
    tellFigure(`server: ${kills} kills (seed ${seed}), 0 rows lost, doubled or visible by half`);
  },
  kills * 30_000,
);
