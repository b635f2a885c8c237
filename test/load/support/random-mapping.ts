// Random foreign files and random mappings for them: valid ones, with every form, condition and way to keep rows, and cells that
// often are not what a mapping expects. The same seed gives the same.
import type { Condition, FileRule, LookupRule, Mapping, TableRule, Value } from '../../../src/load/mapping/schema';
import type { RandomSource } from './random-load';

const columns = ['id', 'who', 'when', 'amount', 'word', 'other'] as const;

const cells: Readonly<Record<(typeof columns)[number], readonly string[]>> = {
  id: ['1', '2', '3', '4', '5', '6', '7', '8', ' 8', ''],
  who: ['ada', 'bo', 'cy', 'di', 'Ada', 'bo ', '-', ''],
  when: [
    '2026-01-31',
    '2026-02-28 10:00',
    '31/01/2026',
    '2026-03-29T02:30:00',
    '2026-05-01T12:00:00Z',
    'soon',
    '46112',
    '',
  ],
  amount: ['10', '-3.50', '0', '1,5', '(7)', '1e2', 'EUR 20', '12345678901234567.1234', 'much', ''],
  word: ['order', 'refund', 'won', 'x', ''],
  other: ['a;b', 'z', '2026-01-01', '7', 'web', ''],
};

function csvFile({ pick, below, chance }: RandomSource, header: readonly (typeof columns)[number][]): string {
  const rows = Array.from({ length: 1 + below(12) }, () => {
    const row = header.map((column) => pick(cells[column])).map((cell) => (cell.includes(',') ? `"${cell}"` : cell));
    return (chance(0.03) ? row.slice(1) : row).join(',');
  });
  return `${[header.join(','), ...rows].join('\n')}\n`;
}

function condition(random: RandomSource, depth: number): Condition {
  const { pick, chance } = random;
  const column = pick(columns);
  const text = pick(cells[column]);
  if (depth > 0 && chance(0.3)) {
    const parts = [condition(random, depth - 1), condition(random, depth - 1)];
    return pick<Condition>([{ all: parts }, { any: parts }, { not: parts[0] }]);
  }
  const tests: readonly Condition[] = [
    { equals: text },
    { notEquals: text },
    { in: [text, pick(cells[column])] },
    { notIn: [text] },
    { startsWith: text.slice(0, 1) },
    { endsWith: text.slice(-1) },
    { contains: text.slice(0, 2) },
    { isEmpty: chance(0.5) },
    { equalsColumn: pick(columns) },
    { greaterThan: 0 },
    { atMost: 10 },
    { before: pick(['now', '{other}', '2026-03-01']) },
    { after: pick(['now', '{when}']) },
  ];
  const test = pick(tests);
  return chance(0.2) ? { value: value(random, depth - 1), ...test } : { column, ...test };
}

function value(random: RandomSource, depth: number): Value {
  const { pick, chance } = random;
  const cell = `{${pick(columns)}}`;
  const inner = () => (depth > 0 ? value(random, depth - 1) : `{${pick(columns)}}`);
  const plain: readonly Value[] = [
    cell,
    cell,
    `${cell}-{id}`,
    pick(['1', 'x']),
    { value: cell, trim: true },
    { value: cell, steps: [{ split: { separator: ';', nth: 2 } }, { case: 'upper' }] },
    { value: '{amount}', round: 1 },
    { value: '{when}', steps: [{ date: ['DD/MM/YYYY', { excel: 1900 }] }, { datePart: true }] },
    { value: cell, map: 'words', unlisted: 'keep' },
    { value: '{amount}', number: { decimal: ',', drop: ['EUR'], minus: 'brackets' } },
    { value: '{when}', date: 'DD/MM/YYYY' },
    { value: '{word}', map: { order: 'order', refund: 'refund' }, default: pick([null, 'x']) },
  ];
  if (depth <= 0 || chance(0.5)) return pick(plain);
  const formed: readonly Value[] = [
    { add: [inner(), inner()] },
    { divide: [inner(), '{amount}'] },
    { multiply: ['{amount}', pick(['2', inner()])] },
    { secondsBetween: ['{when}', '{other}'] },
    { firstOf: [inner(), inner(), 'z'] },
    {
      lookup: 'near',
      key: inner(),
      give: pick(['word', 'count', 'last']),
      ...(chance(0.5) ? { missing: pick([null, '{id}']) } : {}),
    },
    // biome-ignore lint/suspicious/noThenProperty: the mapping format reads if, then, else.
    { if: condition(random, depth - 1), then: inner(), else: inner() },
  ];
  return pick(formed);
}

const orKeep = (random: RandomSource): Partial<TableRule> =>
  random.pick<Partial<TableRule>>([
    {},
    {},
    { keep: 'distinct' },
    { keep: 'first' },
    { keep: 'last' },
    { keep: 'last', by: '{amount}' },
    { keep: 'first', by: '{when}' },
  ]);

function table(random: RandomSource): TableRule {
  const { pick, chance } = random;
  const rule = { ...(chance(0.4) ? { where: condition(random, 2) } : {}), ...orKeep(random) };
  const deleted = chance(0.15) ? { deleted: condition(random, 1) } : {};
  const time: Value = pick<Value>([
    '{when}',
    { firstOf: ['{when}', '2026-01-01'] },
    { value: '{when}', date: 'DD/MM/YYYY' },
  ]);
  const amount: Value = pick<Value>(['{amount}', { value: '{amount}', number: { decimal: ',' } }, value(random, 2)]);
  return pick<TableRule>([
    { ...rule, table: 'customers', columns: { customer_id: value(random, 1), name: value(random, 2) } },
    { ...rule, table: 'products', columns: { product_id: '{id}', category: value(random, 2) } },
    {
      ...rule,
      ...deleted,
      table: 'transactions',
      columns: {
        transaction_id: pick(['{id}', '{id}-{who}']),
        order_id: '{id}',
        occurred_at: time,
        kind: pick<Value>(['order', { value: '{word}', map: { order: 'order' }, default: 'renewal' }]),
        revenue: amount,
        customer_id: value(random, 1),
      },
    },
    {
      ...rule,
      ...deleted,
      table: 'interactions',
      columns: {
        interaction_id: '{id}{word}',
        occurred_at: time,
        kind: 'visit',
        customer_id: '{who}',
        topic: value(random, 2),
      },
    },
  ]);
}

export type RandomForeignLoad = { readonly files: Readonly<Record<string, string>>; readonly mapping: Mapping };

export function randomForeignLoad(random: RandomSource): RandomForeignLoad {
  const { below, chance, pick, shuffled } = random;
  const near: LookupRule = {
    file: 'near.csv',
    ...(chance(0.3) ? { where: condition(random, 0) } : {}),
    key: pick<Value>(['{who}', '{id}', { value: '{who}', trim: true }]),
    values: {
      word: '{word}',
      count: { take: pick(['count', 'sum', 'minimum'] as const), of: '{amount}' },
      last: { take: 'last', of: '{id}', by: pick(['{when}', '{amount}']) },
    },
  };
  const rule = (file: string): FileRule => ({
    file,
    ...(chance(0.3) ? { empty: ['-'] } : {}),
    ...(chance(0.3) ? { format: { timeZone: 'Europe/Berlin', skipLastRows: below(3) } } : {}),
    tables: Array.from({ length: 1 + below(3) }, () => table(random)),
  });
  const header = () => shuffled(columns);
  const rules = [rule('one.csv'), rule('t*.csv')];
  const ofFacts = rules.some(({ tables }) =>
    tables.some((each) => ['transactions', 'interactions'].includes(each.table)),
  );
  return {
    files: {
      'one.csv': csvFile(random, header()),
      'two.csv': csvFile(random, header()),
      'near.csv': csvFile(random, header()),
    },
    mapping: {
      ...(ofFacts && chance(0.3) ? { replaces: pick(['shop', 'crm']) } : {}),
      maps: { words: { web: 'Web', ada: null } },
      lookups: { near },
      files: rules,
    },
  };
}
