// docs/load-format.md beside the format it is made of: nothing of the format is missing in it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadFormat } from '../../../src/load/format/load-format';
import { renderLoadFormatPage } from '../../../src/load/format/load-format-page';
import { rowRules } from '../../../src/load/format/row-rules';
import { loadTables } from '../../../src/load/format/source-row';

const page = renderLoadFormatPage();
const section = (table: string): string => page.split(/^## /m).find((text) => text.startsWith(`${table}\n`))!;

test('docs/load-format.md is what `astrolabe schema` writes', () => {
  expect(readFileSync(join(__dirname, '../../../docs/load-format.md'), 'utf8')).toBe(page);
});

test.each(loadTables)('%s: every column, value, rule and key has its line', (table) => {
  const text = section(table);
  for (const { name, meaning, allowed = {} } of loadFormat[table].columns) {
    expect(text).toMatch(new RegExp(`^\\| \`${name}\` \\| .* \\| .* \\| .+\\. \\|$`, 'm'));
    expect(text).toContain(`| ${meaning} |`);
    for (const [value, of] of Object.entries(allowed)) expect(text).toContain(`| \`${value}\` | ${of}`);
  }
  for (const { states } of rowRules[table] ?? []) expect(text).toContain(`\n- ${states}`);
  expect(text).toContain(`Key: ${loadFormat[table].key.map((name) => `\`${name}\``).join(', ')}.`);
});

test('says of a column whether it is needed, what it refers to, and of an answer its scale', () => {
  expect(section('transactions')).toContain('| `revenue` | yes | decimal, 4 decimals |');
  expect(section('transactions')).toContain('| `product_id` |  | key of products |');
  expect(section('interactions')).toContain('| `stage` | with kind `stage` | text |');
  expect(section('interactions')).toContain('(net promoter score); 0 to 10 |');
  expect(section('interactions')).toContain('- A row of kind `survey` needs `score`.');
  expect(section('transactions')).toContain('- A refund has no positive `cost`.');
  expect(section('transactions')).toContain('- `term_end` is after `occurred_at`.');
  expect(section('targets')).toContain('- `to` is not before `from`.');
});
