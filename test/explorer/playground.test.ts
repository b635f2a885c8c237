// The playground: everything it loads comes from our own origin, and it says when the company is simulated.
import { type GraphQLObjectType, Kind, parse, validate } from 'graphql';
import { examples, openAtFirst } from '../../src/explorer/examples/examples';
import { playgroundAssets } from '../../src/explorer/playground-assets';
import { playgroundPage } from '../../src/explorer/playground-page';
import { buildSchema } from '../../src/graphql/schema';
import { type RunningApi, startApi } from '../server/running-api';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const references = (html: string): string[] => [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path!);

/** The module and all it imports. */
async function follow(path: string, found: string[]): Promise<void> {
  if (found.includes(path)) return;
  found.push(path);
  const { text } = await api.get(path);
  for (const [, name] of text.matchAll(/from '\.\/([\w-]+\.js)'/g)) await follow(`/playground/${name}`, found);
}

const types: readonly (readonly [RegExp, string])[] = [
  [/\.js$/, 'text/javascript; charset=utf-8'],
  [/\.css$/, 'text/css; charset=utf-8'],
  [/\.svg$/, 'image/svg+xml'],
  [/\.json$/, 'application/json; charset=utf-8'],
];

describe('the page at /', () => {
  test('is served under a policy that allows this origin only', async () => {
    const page = await api.get('/');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/https?:|\*/);
  });

  test('and every file it refers to come from here, each with its content type', async () => {
    const fromPage = references((await api.get('/')).text);
    // Modules import each other, and the examples are fetched.
    const fromModules: string[] = [];
    for (const path of fromPage.filter((each) => each.endsWith('/playground.js'))) await follow(path, fromModules);
    const paths = [...new Set([...fromPage, ...fromModules, '/playground/examples.json'])];
    expect(new Set(paths)).toEqual(new Set(playgroundAssets.map(({ path }) => path)));
    for (const path of paths) {
      const file = await api.get(path);
      expect([path, file.status]).toEqual([path, 200]);
      expect(file.headers.get('content-type')).toBe(types.find(([pattern]) => pattern.test(path))?.[1]);
      expect(file.text.length).toBeGreaterThan(100);
    }
  });

  test('refers to no other origin, nor do its styles', async () => {
    const html = (await api.get('/')).text;
    expect(html).not.toMatch(/https?:\/\/|src="\/\//);
    for (const path of references(html).filter((each) => each.endsWith('.css'))) {
      const urls = [...(await api.get(path)).text.matchAll(/url\(\s*["']?([^"')]*)/g)].map(([, url]) => url!);
      for (const url of urls) expect(url.slice(0, 5)).toBe('data:');
      expect((await api.get(path)).text).not.toContain('@import');
    }
  });

  test('says when the company is simulated, and only then', async () => {
    const line = 'This is a simulated company';
    expect((await api.get('/')).text).not.toContain(line);
    await api.warehouse.pool.query(
      `INSERT INTO load (load_id, change_id, kind, source, started_at, finished_at) VALUES (1, 1, 'sample', 'sample', now(), now());
     INSERT INTO table_watermark VALUES ('load', 1)`,
    );
    expect((await api.get('/')).text).toContain(line);
    await api.warehouse.pool.query('UPDATE load SET unloaded_by = 2');
    expect((await api.get('/')).text).not.toContain(line);
    expect(playgroundPage({ simulated: true })).toContain('模拟公司');
  });
});

describe('the example questions', () => {
  // Neither merging nor erasing is a click in a menu: the one names two known customers, the other cannot be taken back.
  const notOffered = ['mergeCustomers', 'eraseCustomer'];

  test('ask every root of the schema', () => {
    const roots = (type: GraphQLObjectType | null | undefined) => Object.keys(type?.getFields() ?? {});
    const schema = buildSchema();
    const asked = examples.flatMap(({ text }) =>
      parse(text.en).definitions.flatMap((definition) =>
        definition.kind === Kind.OPERATION_DEFINITION
          ? definition.selectionSet.selections.flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : []))
          : [],
      ),
    );
    const offered = [...roots(schema.getQueryType()), ...roots(schema.getMutationType())].filter(
      (root) => !notOffered.includes(root),
    );
    expect(new Set(asked)).toEqual(new Set(offered));
  });

  test('have a name of their own each, and open with one for each who asks', () => {
    expect(new Set(examples.map(({ name }) => name)).size).toBe(examples.length);
    expect(examples.slice(0, openAtFirst).map(({ group }) => group.en)).toEqual([
      'For a BI tool',
      'For an app',
      'For an analyst',
    ]);
  });

  test.each(
    examples.flatMap(({ name, text }) => (['en', 'zh'] as const).map((language) => [name, language, text] as const)),
  )('%s (%s) fits the schema and is answered', async (_, language, text) => {
    expect(validate(buildSchema(), parse(text[language]))).toEqual([]);
    const reply = await api.post({ query: text[language] });
    expect(reply.json().errors).toBeUndefined();
    expect(reply.status).toBe(200);
  });

  test('are the same document in both languages, but for comments and locales', () => {
    const bare = (text: string) => text.replace(/^#.*\n/gm, '').replaceAll('locale: ZH', 'locale: EN');
    for (const { text } of examples) {
      expect(bare(text.zh)).toBe(bare(text.en));
      expect(text.zh).toMatch(/^# .*\p{Script=Han}/u);
      expect(text.en).not.toMatch(/\p{Script=Han}|LOCALE/u);
    }
  });
});
