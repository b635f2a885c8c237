// docs/mappings.md: it is what the sources say, each of its examples does what stands there, and no step is left out.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkMapping } from '../../../src/load/mapping/mapping';
import { mappingExamples } from '../../../src/load/mapping/mapping-examples';
import { renderMappingsPage } from '../../../src/load/mapping/mappings-page';
import { isProblem } from '../../../src/load/mapping/row';
import { type MappingStep, stepMaker, stepNames } from '../../../src/load/mapping/steps/step';
import { readLoad, removeFolders } from '../read/read-load';

afterAll(removeFolders);

const page = readFileSync(join(__dirname, '../../../docs/mappings.md'), 'utf8');

test('docs/mappings.md is what `astrolabe schema` writes', () => {
  expect(page).toBe(renderMappingsPage());
});

const { maps } = JSON.parse(page.match(/^\{ "maps": .*$/m)![0]) as { maps: Record<string, Record<string, string>> };
const unescaped = (code: string): string => code.replaceAll('\\|', '|');

/** The lines `| step | text | gives |` below the heading of each step. */
const examples = page
  .split(/^### /m)
  .slice(1)
  .flatMap((part) =>
    [...part.matchAll(/^\| `(\{.*?\})` \| `(".*?")` \| (.*) \|$/gm)].map(([, step, text, gives]) => ({
      heading: part.slice(0, part.indexOf('\n')),
      step: JSON.parse(unescaped(step!)) as MappingStep,
      text: JSON.parse(unescaped(text!)) as string,
      gives: unescaped(gives!),
    })),
  );

test('every step has its heading, with an example', () => {
  expect([...new Set(examples.map(({ heading }) => heading))]).toEqual([...stepNames]);
  expect(examples.length).toBe(page.match(/^\| `/gm)!.length);
});

describe.each(mappingExamples)('$heading', ({ files, mapping, gives, refuses = [] }) => {
  test('gives what stands there, and refuses the rest', async () => {
    const { good, rejected } = await readLoad(files, mapping);
    for (const [table, content] of Object.entries(gives)) {
      const rows = good.filter((row) => row.table === table);
      const columns = content.slice(0, content.indexOf('\n')).split(',');
      const lines = rows.map(({ values }) => columns.map((column) => values[column] ?? '').join(','));
      expect(`${[columns.join(), ...lines].join('\n')}\n`).toBe(content);
      for (const { values } of rows) expect(Object.keys(values)).toEqual(columns);
    }
    expect([...new Set(good.map(({ table }) => table))]).toEqual(Object.keys(gives));
    expect(
      rejected.map(({ file, line, table, column, message }) => `${file} line ${line}, ${table}.${column}: ${message}`),
    ).toEqual(refuses);
  });
});

test.each(examples)('$heading: $step makes of $text $gives', ({ heading, step, text, gives }) => {
  expect(Object.keys(step)).toContain(heading);
  const columns = { product_id: '{a}', name: { value: '{a}', ...step } };
  checkMapping('page', JSON.stringify({ maps, files: [{ file: 'a.csv', tables: [{ table: 'products', columns }] }] }));
  const made = stepMaker(step, { maps })(text);
  if (isProblem(made)) expect(gives).toBe(`refused: ${made.message}`);
  else if (made === null) expect(gives).toBe('nothing');
  else expect(JSON.parse(gives.slice(1, -1))).toBe(made);
});
