// A key that is revoked is refused by every server within ten seconds of their clocks, and so is one whose time is over. When a key
// was used is written once a minute.
import { createKey, findKey, listKeys, revokeKey } from '../../../src/auth/credentials/api-keys';
import { type Authenticate, authenticateBy } from '../../../src/auth/credentials/authenticate';
import { checkKeys } from '../../../src/auth/credentials/check-key';
import { type HttpServer, startHttpServer } from '../../../src/server/http-server';
import { createLog } from '../../../src/server/log';
import { servicesOf } from '../../../src/services/services';
import { openDatabase, type Warehouse } from '../../../src/warehouse/warehouse';
import { createTestWarehouse, type TestWarehouse } from '../../support/test-warehouse';
import { ask } from './raw-request';

type Server = HttpServer & { readonly warehouse: Warehouse; readonly pass: (milliseconds: number) => void };

let first: TestWarehouse;
let servers: readonly Server[];

/** With a clock of its own. */
async function serve(warehouse: Warehouse): Promise<Server> {
  let now = Date.now();
  const authenticate: Authenticate = authenticateBy({
    key: checkKeys(warehouse.pool, { clock: () => now }),
    token: null,
  });
  const server = await startHttpServer(servicesOf(warehouse, first.config), {
    ...first.config,
    port: 0,
    host: '127.0.0.1',
    log: createLog('warn', { write: () => undefined }),
    authenticate,
  });
  return {
    ...server,
    warehouse,
    pass: (milliseconds) => {
      now += milliseconds;
    },
  };
}

beforeAll(async () => {
  first = await createTestWarehouse();
  const second = await openDatabase(first.config.databaseUrl!, first.config);
  servers = await Promise.all([serve(first), serve(second)]);
});
afterAll(async () => {
  for (const { stop } of servers) await stop();
  await servers[1]!.warehouse.close();
  await first.drop();
});

const statuses = (text: string) =>
  Promise.all(servers.map(async ({ origin }) => (await ask(origin, [`Bearer ${text}`])).status));

test('two servers refuse a key within ten seconds of its revocation', async () => {
  const { id, text } = await createKey(first.pool, { name: 'app', role: 'app', scope: null, expiresAt: null });
  expect(await statuses(text)).toEqual([200, 200]);
  await revokeKey(first.pool, id);
  for (const server of servers) server.pass(10_001);
  expect(await statuses(text)).toEqual([401, 401]);
});

test('what is known of a key is not asked again within ten seconds', async () => {
  const { id, text } = await createKey(first.pool, { name: 'app', role: 'app', scope: null, expiresAt: null });
  expect(await statuses(text)).toEqual([200, 200]);
  await revokeKey(first.pool, id);
  for (const server of servers) server.pass(10_000);
  expect(await statuses(text)).toEqual([200, 200]);
  for (const server of servers) server.pass(1);
  expect(await statuses(text)).toEqual([401, 401]);
});

test('a key is refused in the millisecond in which it expires', async () => {
  const inAnHour = Date.now() + 3_600_000;
  const { text } = await createKey(first.pool, { name: 'visitor', role: 'bi', scope: null, expiresAt: inAnHour });
  let now = inAnHour - 1;
  const check = checkKeys(first.pool, { clock: () => now });
  expect((await check(text)).kind).toBe('principal');
  now += 1;
  expect(await check(text)).toMatchObject({ cause: 'expired key' });
});

test('its use is written once a minute', async () => {
  const { id, text } = await createKey(first.pool, { name: 'feed', role: 'service', scope: null, expiresAt: null });
  const used = async () => (await findKey(first.pool, id))!.lastUsedAt;
  const until = async (isSo: (time: number | null) => boolean) => {
    while (!isSo(await used())) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  let now = Date.now();
  const check = checkKeys(first.pool, { clock: () => now });
  expect(await used()).toBeNull();
  await check(text);
  await until((time) => time !== null);
  const hourAgo = `now() - interval '1 hour'`;
  const back = async () => {
    await first.pool.query(`UPDATE api_key SET last_used_at = ${hourAgo} WHERE id = $1`, [id]);
    return (await used())!;
  };
  const before = await back();
  now += 60_000;
  await check(text);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await used()).toBe(before);
  now += 1;
  await check(text);
  await until((time) => time! > before);
});

test('numbers are never given twice, also to keys made at once', async () => {
  const make = () => createKey(first.pool, { name: 'many', role: 'bi', scope: null, expiresAt: null });
  const made = await Promise.all([make(), make(), make(), make()]);
  expect(new Set(made.map(({ id }) => id)).size).toBe(4);
  const stored = await listKeys(first.pool);
  for (const { id, text } of made)
    expect(stored.find((each) => each.id === id)!.shown).toBe(`${text.slice(0, text.lastIndexOf('_') + 9)}...`);
});

test('the text of a key is nowhere in the database', async () => {
  const { id, text } = await createKey(first.pool, { name: 'once', role: 'bi', scope: null, expiresAt: null });
  const { rows } = await first.pool.query('SELECT to_jsonb(api_key)::text AS row FROM api_key WHERE id = $1', [id]);
  expect(rows[0].row).toContain('once');
  expect(rows[0].row).not.toContain(text.slice(-64));
});
