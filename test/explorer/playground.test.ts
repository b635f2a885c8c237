// The playground: everything it loads comes from our own origin, and it says when the company is simulated.
import { parse, validate } from 'graphql';
import { exampleQuestions } from '../../src/explorer/example-questions';
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

const types: readonly (readonly [RegExp, string])[] = [
  [/\.js$/, 'text/javascript; charset=utf-8'],
  [/\.css$/, 'text/css; charset=utf-8'],
  [/\.svg$/, 'image/svg+xml'],
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
    const paths = references((await api.get('/')).text);
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
    expect(playgroundPage({ simulated: true })).toContain('演示数据');
  });
});

describe('the example questions', () => {
  test('are one for each kind of reader', () => {
    expect(exampleQuestions.map(({ reader }) => reader)).toEqual(['BI', 'app', 'analyst']);
  });

  test.each(exampleQuestions.map(({ reader, query }) => [reader, query]))(
    'of the %s reader fits the schema and is answered',
    async (_, query) => {
      expect(validate(buildSchema(), parse(query))).toEqual([]);
      const reply = await api.post({ query });
      expect(reply.json().errors).toBeUndefined();
      expect(reply.status).toBe(200);
    },
  );
});
