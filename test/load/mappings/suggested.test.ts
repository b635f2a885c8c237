// Which ready mapping a load without one suggests: by the names of an export's files, whatever optional files are missing.
import { couldBeFor, mappingHelp } from '../../../src/load/mapping/ready-mappings';

const suggested = async (...files: readonly string[]): Promise<readonly string[]> => {
  const help = await mappingHelp(
    'DIR',
    files.map((file) => ({ file, header: 'id' })),
  );
  return [...help.matchAll(/--map src\/load\/mappings\/([\w-]+)\.json/g)].map(([, name]) => name!);
};

test.each<readonly [files: readonly string[], mapping: string]>([
  [['hubspot-crm-exports-all-deals-2026-07-01.csv'], 'hubspot-csv'],
  [['hubspot-crm-exports-my-deals-2026-07-01-1.csv', 'hubspot-crm-exports-companies-2026-07-01.csv'], 'hubspot-csv'],
  [['deals-api.ndjson'], 'hubspot-api'],
  [['wukong_deals.tsv'], 'wukong-11'],
  [['商机_20260701.xlsx'], 'jiandaoyun-template'],
  [['business-api.ndjson'], 'jiandaoyun-api'],
  [['wk_crm_activity.tsv', 'wk_crm_business.tsv'], 'wukong-11-tables'],
])('%j: %s', async (files, mapping) => {
  expect(await suggested(...files)).toEqual([mapping]);
});

test('a file that only optional rules have is not enough', async () => {
  expect(await suggested('hubspot-crm-exports-all-companies-2026-07-01.csv')).toEqual([]);
});

test('a mapping whose files are all optional needs one of them', () => {
  const rule = { file: 'a*.csv', optional: true, tables: [] };
  const mapping = { path: 'any.json', files: [rule, { ...rule, file: 'b.csv' }] };
  expect(couldBeFor(mapping, [{ file: 'b.csv' }])).toBe(true);
  expect(couldBeFor(mapping, [{ file: 'c.csv' }])).toBe(false);
});

test('under another name an export is known by its columns, without those that it may lack', async () => {
  const header = '"Record ID","Deal Stage","Pipeline","Create date","Amount"';
  const help = await mappingHelp('DIR', [{ file: 'deals.csv', header }]);
  expect(help).toContain('hubspot-csv.json');
  expect(help).toContain('; it expects the name hubspot-crm-exports-*deals*)');
  expect(await mappingHelp('DIR', [{ file: 'deals.csv', header: header.replace('"Pipeline",', '') }])).not.toContain(
    'There is',
  );
});
