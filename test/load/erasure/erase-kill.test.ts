// An erasure that is killed, at whatever moment, is finished by the same command.
import { setTimeout as wait } from 'node:timers/promises';
import { startNode } from '../../support/program';
import { createTestWarehouse, type TestWarehouse } from '../../support/test-warehouse';
import { tableChecksums } from '../support/checksum';
import { expectBalance, expectVersionsJoined } from '../support/invariants';
import { randomSource } from '../support/random-load';
import { loadCompany, person } from './erased-company';

const kills = 6;
const settings = { timeZone: 'Europe/Berlin', lostAfterDays: 60, dormantAfterDays: 30 } as const;
const open: TestWarehouse[] = [];
const create = async () => {
  const warehouse = await createTestWarehouse(settings);
  open.push(warehouse);
  await loadCompany(warehouse);
  return warehouse;
};
afterAll(async () => {
  for (const warehouse of open) await warehouse.drop();
});

const startErase = ({ url }: TestWarehouse) =>
  startNode(['dist/src/cli.js', 'erase', person.id], {
    DATABASE_URL: url,
    TIME_ZONE: settings.timeZone,
    ERASURE_JOURNAL: 'off',
  });

/** What is left to be rewritten, and whether anything names the person. */
async function stateOf({ pool }: TestWarehouse) {
  const { rows } = await pool.query(
    `SELECT (SELECT count(*) FROM erased_customer WHERE rewritten_at IS NULL) AS unfinished,
       (SELECT count(*) FROM erased_customer) AS marks,
       (SELECT count(*) FROM dim_customer AS d WHERE d::text LIKE '%Vantongeren%') AS named`,
  );
  return rows[0];
}

test(`an erasure survives ${kills} kills at moments from its start to its end`, async () => {
  const whole = await create();
  const started = performance.now();
  expect((await startErase(whole).ended).code).toBe(0);
  let milliseconds = performance.now() - started;
  const complete = await tableChecksums(whole.pool);
  expect(await stateOf(whole)).toEqual({ unfinished: 0, marks: 3, named: 0 });

  const random = randomSource(Math.floor(started));
  for (let killed = 0; killed < kills; ) {
    const warehouse = await create();
    const victim = startErase(warehouse);
    await wait((milliseconds * (killed + random.below(1000) / 1000)) / kills);
    victim.kill('SIGKILL');
    if ((await victim.ended).signal === 'SIGKILL') killed += 1;
    else milliseconds *= 0.9;
    const again = startErase(warehouse);
    const { code } = await again.ended;
    // One that was killed after its last step says so.
    if (code !== 0) expect(again.output()).toContain('was erased');
    expect(await stateOf(warehouse)).toEqual({ unfinished: 0, marks: 3, named: 0 });
    expect(await tableChecksums(warehouse.pool)).toEqual(complete);
    await expectBalance(warehouse);
    await expectVersionsJoined(warehouse);
  }
}, 300_000);
