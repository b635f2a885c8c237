// Imports go one way, and never in a circle; files stay small enough to read.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const source = resolve(__dirname, '../src');

/**
 * Floors, the lowest first: a floor may import from those below it alone. Names on one floor do not import each other.
 * What stands directly in a folder with rooms is named by its file.
 */
const floors: Readonly<Record<string, readonly (readonly string[])[]>> = {
  '': [
    ['did-you-mean'],
    ['error-messages'],
    ['errors', 'warnings', 'csv-text', 'turns'],
    ['model'],
    ['metrics', 'config'],
    ['sql', 'warehouse'],
    ['engine'],
    ['query'],
    ['customer'],
    ['load'],
    ['sample'],
    ['services'],
    ['auth'],
    ['graphql'],
    ['explorer'],
    ['server'],
    ['main', 'cli'],
  ],
  query: [
    ['question'],
    ['plan'],
    ['compile'],
    ['measure'],
    ['targets'],
    ['assemble'],
    ['conditions'],
    ['rests-on'],
    ['answer-cache'],
    ['reading'],
    ['answer'],
    ['journeys', 'members', 'segments'],
  ],
  customer: [['models'], ['rules'], ['history'], ['judgements'], ['scoring', 'portrait'], ['search']],
  load: [
    ['format', 'session'],
    ['read', 'stage'],
    ['mapping', 'merge'],
    ['derive', 'draft'],
    ['report'],
    ['open-files', 'sample-loads', 'target-setting', 'target-warnings'],
    ['erasure'],
    ['load', 'unload', 'recompute', 'set-target', 'ingest', 'erase-customer', 'export-customer', 'merge-customers'],
    ['dry-run'],
  ],
  graphql: [
    ['common'],
    ['limits'],
    ['metrics'],
    ['table', 'journeys', 'catalog', 'settings', 'ingest'],
    ['customer', 'access'],
    ['schema'],
    ['execute-document', 'contracts'],
  ],
};
const longestFile = 300;

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

const importsOf = (file: string): readonly string[] =>
  [...readFileSync(join(source, file), 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']*)'/g)]
    .map(([, path]) => relative(source, resolve(source, dirname(file), path!.replace(/\.js$/, ''))))
    .filter((path) => !path.startsWith('..'))
    .map((path) => (files.includes(`${path}.ts`) ? `${path}.ts` : join(path, 'index.ts')));

const graph = new Map(files.map((file) => [file, importsOf(file)]));

/** The name that a file goes by inside a folder: a room of it, or the file itself; none if it is elsewhere. */
function nameIn(folder: string, file: string): string | undefined {
  const path = folder === '' ? file : file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : undefined;
  return path?.replace(/\.ts$/, '').split('/')[0];
}

it('reads the sources', () => {
  expect(files.length).toBeGreaterThan(100);
  expect([...graph.values()].flat().length).toBeGreaterThan(200);
});

describe.each(Object.entries(floors))('inside src/%s', (folder, order) => {
  const floorOf = (name: string): number => order.findIndex((names) => names.includes(name));
  const inside = files.filter((file) => nameIn(folder, file) !== undefined);

  it('every file has its floor', () => {
    expect(inside.filter((file) => floorOf(nameIn(folder, file)!) < 0)).toEqual([]);
  });

  it('imports come from below', () => {
    const wrong = inside.flatMap((file) =>
      graph.get(file)!.flatMap((imported) => {
        const [name, other] = [nameIn(folder, file)!, nameIn(folder, imported)];
        return other === undefined || other === name || floorOf(other) < floorOf(name)
          ? []
          : `${file} imports ${imported}`;
      }),
    );
    expect(wrong).toEqual([]);
  });
});

it('loading stands beside asking: neither imports the other', () => {
  const imports = (from: string, to: string): readonly string[] =>
    [...graph].flatMap(([file, imported]) =>
      file.startsWith(`${from}/`)
        ? imported.filter((each) => each.startsWith(`${to}/`)).map((each) => `${file} imports ${each}`)
        : [],
    );
  expect([...imports('load', 'query'), ...imports('query', 'load')]).toEqual([]);
});

it(`no file is longer than ${longestFile} lines`, () => {
  const lines = (file: string): number => readFileSync(join(source, file), 'utf8').split('\n').length - 1;
  expect(files.filter((file) => lines(file) > longestFile)).toEqual([]);
});

it('imports only what exists', () => {
  expect(
    [...graph].flatMap(([file, imports]) =>
      imports.filter((imported) => !graph.has(imported)).map((imported) => `${file} -> ${imported}`),
    ),
  ).toEqual([]);
});

it('has no cycles', () => {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const imported of graph.get(file) ?? []) {
      const cycle = visit(imported, [...path, file]);
      if (cycle !== undefined) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of files) expect(visit(file, [])).toBeUndefined();
});
