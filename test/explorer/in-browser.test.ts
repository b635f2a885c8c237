// The playground as people see it, in a real browser where there is one.
import { examples } from '../../src/explorer/examples/examples';
import { type RunningApi, startApi } from '../server/running-api';
import { findBrowser, openPage, type Page } from './browser';

const browser = findBrowser();
if (browser === undefined)
  process.stdout.write('The playground is not looked at: there is no Chromium on this machine.\n');

let api: RunningApi;
let page: Page;

const editor = `document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror`;
const answer = `document.querySelector('.graphiql-response .CodeMirror').CodeMirror.getValue()`;
const editorText = () => page.evaluate<string>(`${editor}.getValue()`);
const open = (name: string) =>
  page.evaluate(
    `(() => { const menu = document.querySelector('#example'); menu.value = '${examples.findIndex((each) => each.name === name)}'; menu.dispatchEvent(new Event('change')); })()`,
  );
const click = (selector: string) => page.evaluate(`document.querySelector('${selector}').click()`);
const header = `[...document.querySelectorAll('.answer thead th')].map((cell) => cell.textContent).join('|')`;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const textOf = (name: string) => examples.find((each) => each.name === name)!.text;

(browser === undefined ? describe.skip : describe)('the playground in a browser', () => {
  beforeAll(async () => {
    api = await startApi();
    page = await openPage(browser!);
    await page.resize(1280, 800);
    await page.goto(api.server.origin);
  });
  afterAll(async () => {
    await page.close();
    await api.close();
  });

  test('shows the answer to its first question at once, as a table', async () => {
    await page.until(`${header} === 'Period|Channel name|Revenue|Orders|Active customers|Net promoter score'`);
    await page.until(`document.querySelector('.answer tfoot td')?.textContent === 'Total'`);
    expect(await editorText()).toBe(textOf('ForBI').en);
  });

  test('shows the JSON beneath the table, and the table again', async () => {
    await click('.answer-switch');
    expect(await page.evaluate(`document.querySelector('.answer table')`)).toBeNull();
    await click('.answer-switch');
    await page.until(`document.querySelector('.answer table')`);
  });

  test('restores an example that was edited', async () => {
    await page.evaluate(`${editor}.setValue('query ForBI { dataStatus { simulated } }')`);
    await click('#restore');
    await page.until(`${editor}.getValue() === ${JSON.stringify(textOf('ForBI').en)}`);
  });

  test.each(examples.filter(({ changes }) => !changes).map(({ name }) => name))(
    'opens %s and asks it',
    async (name) => {
      await open(name);
      await page.until(`${editor}.getValue() === ${JSON.stringify(textOf(name).en)}`);
      const roots = JSON.stringify((await api.post({ query: textOf(name).en })).json().data).match(/^\{"(\w+)"/)![1]!;
      await page.until(`${answer}.includes('"${roots}"')`);
      expect(await page.evaluate<string>(answer)).not.toContain('"errors"');
    },
  );

  test('asks nothing that changes data by itself', async () => {
    await open('SaveAndSet');
    await page.until(`${editor}.getValue() === ${JSON.stringify(textOf('SaveAndSet').en)}`);
    await pause(1_000);
    expect(await page.evaluate<string>(answer)).toBe('');
    const segments = await api.post({ query: '{ segments { name } }' });
    expect(segments.json().data).toEqual({ segments: [] });
  });

  test('speaks Chinese, and remembers it', async () => {
    await open('ForBI');
    await page.until(`${header}.startsWith('Period')`);
    await click('#language');
    await page.until(`${editor}.getValue() === ${JSON.stringify(textOf('ForBI').zh)}`);
    await page.until(`${header}.startsWith('期间')`);
    expect(await page.evaluate(`document.querySelector('#restore').innerText`)).toBe('恢复示例');
    expect(await page.evaluate(`document.querySelector('#example optgroup').label`)).toBe('商业智能');
    await page.goto(api.server.origin);
    await page.until(`document.documentElement.lang === 'zh'`);
    await page.until(`document.querySelector('#language').innerText === 'English'`);
    await click('#language');
    await page.until(`document.documentElement.lang === 'en'`);
  });

  test('does not ask for what a person writes before an example was asked', async () => {
    await page.until(`document.querySelector('.graphiql-query-editor .CodeMirror')`);
    const own = 'query Typing { dataStatus { simulated } }';
    const asked = () => page.requests.filter((url) => url.endsWith('/graphql')).length;
    // What the page asks by itself after the tests above is asked by then.
    await pause(1_000);
    const before = asked();
    await page.evaluate(`(() => { document.querySelector('#restore').click(); ${editor}.setValue('${own}'); })()`);
    await pause(1_000);
    expect(asked()).toBe(before);
    expect(page.complaints).toEqual([]);
  });

  test('leaves what a person wrote alone when the language changes', async () => {
    await page.until(`document.querySelector('.graphiql-query-editor .CodeMirror')`);
    const own = 'query Mine { dataStatus { simulated } }';
    await page.evaluate(`${editor}.setValue(${JSON.stringify(own)})`);
    await click('#language');
    await click('#language');
    expect(await editorText()).toBe(own);
  });

  test('fits the width of a phone, the answer beneath the question', async () => {
    await page.resize(390, 844);
    await open('ForBI');
    await page.until(`document.querySelector('.answer table')`);
    const seen = await page.evaluate<Record<string, number>>(`(() => {
      const place = (selector) => document.querySelector(selector).getBoundingClientRect();
      const [question, response] = [place('.graphiql-editors'), place('.graphiql-response')];
      return { wide: document.documentElement.scrollWidth, question: question.width, response: response.width,
        below: response.top - question.bottom, height: response.height, end: response.bottom };
    })()`);
    expect(seen.wide).toBe(390);
    expect(seen.question).toBeGreaterThan(370);
    expect(seen.response).toBeGreaterThan(370);
    expect(seen.below).toBeGreaterThanOrEqual(-1);
    expect(seen.height).toBeGreaterThan(250);
    expect(seen.end).toBeLessThanOrEqual(844);
  });

  test('asks nobody but its own server, and complains of nothing', () => {
    const elsewhere = page.requests.filter(
      (url) => !url.startsWith('data:') && !url.startsWith(`${api.server.origin}/`),
    );
    expect(elsewhere).toEqual([]);
    expect(page.requests.length).toBeGreaterThan(20);
    expect(page.complaints).toEqual([]);
  });
});
