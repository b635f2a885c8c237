// The playground where the server wants a key, in a real browser where there is one: it asks for the key, keeps it for the tab
// alone, asks again when it is refused, and forgets it.
import { createKey, revokeKey } from '../../src/auth/credentials/api-keys';
import { authenticateBy } from '../../src/auth/credentials/authenticate';
import { checkKeys } from '../../src/auth/credentials/check-key';
import { type RunningApi, startApi } from '../server/running-api';
import { findBrowser, openPage, type Page } from './browser';

const browser = findBrowser();
const header = `[...document.querySelectorAll('.answer thead th')].map((cell) => cell.textContent).join('|')`;
const isAsking = `document.querySelector('#key').open`;
const isRefused = `!document.querySelector('#key .refused').hidden`;
const mayForget = `!document.querySelector('#forget').hidden`;
const kept = `[...Object.values(sessionStorage)].join('|')`;

let api: RunningApi;
let page: Page;
let key: { readonly id: number; readonly text: string };
let passed = 0;

const give = (text: string) =>
  page.evaluate(`(() => {
    document.querySelector('#key input').value = ${JSON.stringify(text)};
    document.querySelector('#key button').click();
  })()`);
const newKey = () => createKey(api.warehouse.pool, { name: 'analyst', role: 'admin', scope: null, expiresAt: null });

(browser === undefined ? describe.skip : describe)('the playground with a key', () => {
  beforeAll(async () => {
    const clock = () => Date.now() + passed;
    api = await startApi({
      authenticate: ({ pool }) => authenticateBy({ key: checkKeys(pool, { clock }), token: null }),
    });
    await api.warehouse.pool.query(
      `INSERT INTO load (load_id, change_id, kind, source, started_at, finished_at) VALUES (1, 1, 'sample', 'sample', now(), now());
       INSERT INTO table_watermark VALUES ('load', 1)`,
    );
    key = await newKey();
    page = await openPage(browser!);
    await page.resize(1280, 800);
    await page.goto(api.server.origin);
  });
  afterAll(async () => {
    await page.close();
    await api.close();
  });

  test('asks for one before it asks anything, and tells nothing', async () => {
    await page.until(isAsking);
    expect(page.requests.filter((url) => url.endsWith('/graphql'))).toEqual([]);
    expect(await page.evaluate(`document.querySelector('.simulated').hidden`)).toBe(true);
    expect(await page.evaluate(mayForget)).toBe(false);
  });

  test('does not go away without one', async () => {
    await page.evaluate(`document.querySelector('#key').close()`);
    await page.until(isAsking);
  });

  test.each(['astro_1_wrong', '密钥'])('says so when it is wrong, and asks again: %s', async (wrong) => {
    await give(wrong);
    await page.until(`${isRefused} && ${isAsking}`);
    expect(await page.evaluate(kept)).toBe('');
  });

  test('answers with a good one, and tells what the company is', async () => {
    await give(` ${key.text}\n`);
    await page.until(`${header}.startsWith('Period|Channel name|Revenue')`);
    expect(await page.evaluate(isAsking)).toBe(false);
    await page.until(`!document.querySelector('.simulated').hidden`);
  });

  test('keeps it for the tab alone', async () => {
    expect(await page.evaluate(kept)).toBe(key.text);
    expect(await page.evaluate(`JSON.stringify(localStorage)`)).not.toContain('astro_');
    expect(await page.evaluate(`document.cookie + location.href + document.documentElement.outerHTML`)).not.toContain(
      key.text.slice(8, 40),
    );
    await page.goto(`${api.server.origin}/?again`);
    await page.until(`${header}.startsWith('Period')`);
    expect(await page.evaluate(isAsking)).toBe(false);
  });

  test('asks again when it was revoked', async () => {
    await revokeKey(api.warehouse.pool, key.id);
    passed += 10_001;
    await page.evaluate(`document.querySelector('#restore').click()`);
    await page.until(`${isAsking} && ${isRefused}`);
    key = await newKey();
    await give(`Bearer ${key.text}`);
    await page.until(`!${isAsking} && ${mayForget}`);
  });

  test('forgets it, and what it showed', async () => {
    // The page is loaded anew, which may cut off whoever looks at it just then.
    await page.evaluate(`void setTimeout(() => document.querySelector('#forget').click())`);
    const loaded = page.until(`document.readyState === 'complete' && document.querySelector('#key')?.open`);
    await loaded.catch(() => page.until(isAsking));
    expect(await page.evaluate(kept)).toBe('');
    expect(await page.evaluate(header)).toBe('');
    expect(await page.evaluate(`JSON.stringify(localStorage)`)).not.toContain('astro_');
  });

  test('asked nobody but its server', () => {
    expect(page.requests.filter((url) => !url.startsWith('data:') && !url.startsWith(`${api.server.origin}/`))).toEqual(
      [],
    );
  });
});
