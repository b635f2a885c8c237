// Imports go one way, and never in a circle; files stay small enough to read.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const source = resolve(__dirname, '../src');

/** Nothing imports from a folder (or file) further down. Neighbours on one line may not import each other either. */
const order = [
  ['errors'],
  ['model'],
  ['config'],
  ['metrics'],
  ['sql'],
  ['warehouse'],
  ['engine'],
  ['query'],
  ['customer'],
  ['load'],
  ['sample'],
  ['auth'],
  ['graphql'],
  ['explorer'],
  ['server'],
  ['main', 'cli', 'bench'],
];

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

const importsOf = (file: string): readonly string[] =>
  [...readFileSync(join(source, file), 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']*)'/g)]
    .map(([, path]) => relative(source, resolve(source, dirname(file), path!)))
    .filter((path) => !path.startsWith('..'))
    .map((path) => (files.includes(`${path}.ts`) ? `${path}.ts` : join(path, 'index.ts')));

const layerOf = (file: string): number => {
  const [top] = file.replace(/\.ts$/, '').split('/');
  return order.findIndex((names) => names.includes(top!));
};

const graph = new Map(files.map((file) => [file, importsOf(file)]));

it('reads the sources', () => {
  expect(files.length).toBeGreaterThan(100);
  expect([...graph.values()].flat().length).toBeGreaterThan(200);
});

it('knows the layer of every file', () => {
  expect(files.filter((file) => layerOf(file) < 0)).toEqual([]);
});

it('imports only from the left', () => {
  const wrong = [...graph].flatMap(([file, imports]) =>
    imports.filter((imported) => layerOf(imported) > layerOf(file)).map((imported) => `${file} imports ${imported}`),
  );
  expect(wrong).toEqual([]);
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
