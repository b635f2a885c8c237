// The names of columns: through a mapping those that stand several times go by number, without one each stands once.
import { headerNames } from '../../../src/load/read/header-names';
import { readLoad, refusal, removeFolders } from './read-load';

afterAll(removeFolders);

const mapped = (...header: readonly (string | null)[]) => headerNames('in.csv', header, true);

test.each<readonly [readonly (string | null)[], readonly string[]]>([
  [
    ['Name', ' Name ', 'id', 'Name'],
    ['Name', 'Name (2)', 'id', 'Name (3)'],
  ],
  [
    ['Name', 'Name (2)'],
    ['Name', 'Name (2)'],
  ],
  [
    ['', null, 'a'],
    ['', '', 'a'],
  ],
  [
    ['Name', 'name'],
    ['Name', 'name'],
  ],
])('%j are %j', (header, names) => {
  expect(mapped(...header)).toEqual(names);
});

test('a column that is called as a numbered one would be is refused', () => {
  expect(() => mapped('Name', 'Name (2)', 'Name')).toThrow(
    'The header of in.csv has the column Name several times, and another is called Name (2), as one of these would be. Give each column a name of its own.',
  );
});

const mapping = (name: string) => ({
  files: [{ file: 'in.csv', tables: [{ table: 'products', columns: { product_id: '{id}', name: `{${name}}` } }] }],
});

test('CSV is read by numbered names, and columns without name are left alone', async () => {
  const content = 'id,Name,,Name,\n1,first,x,second,y\n';
  const read = async (name: string) =>
    (await readLoad({ 'in.csv': content }, mapping(name))).good.map(({ values }) => values.name);
  expect(await read('Name')).toEqual(['first']);
  expect(await read('Name (2)')).toEqual(['second']);
  expect(await refusal({ 'in.csv': content }, mapping('Name (3)'))).toContain('in.csv has no column "Name (3)"');
});
