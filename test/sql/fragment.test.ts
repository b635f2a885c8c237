// SQL text and its parameters travel together; values never stand in the text.
import {
  bind,
  comment,
  constant,
  empty,
  indent,
  join,
  name,
  render,
  sql,
  table,
  textConstant,
} from '../../src/sql/fragment';

it('numbers parameters where they stand and casts each', () => {
  const city = sql`city = ${bind('上海', 'text')}`;
  expect(render(sql`SELECT 1 WHERE ${city} AND hour >= ${bind(9, 'integer')}`)).toEqual({
    text: 'SELECT 1 WHERE city = CAST($1 AS text) AND hour >= CAST($2 AS integer)',
    parameters: ['上海', 9],
    reads: [],
  });
});

it('binds equal values of one type once', () => {
  const at = bind('2025-01-01T00:00:00Z', 'timestamptz');
  const again = bind('2025-01-01T00:00:00Z', 'timestamptz');
  expect(render(sql`a < ${at} AND b < ${again} AND c = ${bind('2025-01-01T00:00:00Z', 'text')}`)).toEqual({
    text: 'a < CAST($1 AS timestamptz) AND b < CAST($1 AS timestamptz) AND c = CAST($2 AS text)',
    parameters: ['2025-01-01T00:00:00Z', '2025-01-01T00:00:00Z'],
    reads: [],
  });
});

it('keeps values apart that only look alike', () => {
  const { text, parameters } = render(
    join(
      [bind('1', 'text'), bind(1, 'integer'), bind(null, 'text'), bind('null', 'text'), bind(['1'], 'text[]')],
      ', ',
    ),
  );
  // A null and the text "null" of one type are two values.
  expect(parameters).toEqual(['1', 1, null, 'null', ['1']]);
  expect(text).toBe('CAST($1 AS text), CAST($2 AS integer), CAST($3 AS text), CAST($4 AS text), CAST($5 AS text[])');
});

it('binds equal lists once', () => {
  const days = ['2025-01-01', '2025-02-01'];
  expect(
    render(sql`${bind(days, 'date[]')} ${bind([...days], 'date[]')} ${bind(['2025-01-01,2025-02-01'], 'date[]')}`),
  ).toEqual({
    text: 'CAST($1 AS date[]) CAST($1 AS date[]) CAST($2 AS date[])',
    parameters: [days, ['2025-01-01,2025-02-01']],
    reads: [],
  });
});

describe('join', () => {
  it('puts the separator between texts and parameters', () => {
    const list = join([bind('a', 'text'), sql`NULL`, bind('b', 'text')], ', ');
    expect(render(sql`x IN (${list})`)).toEqual({
      text: 'x IN (CAST($1 AS text), NULL, CAST($2 AS text))',
      parameters: ['a', 'b'],
      reads: [],
    });
  });

  it('of one is itself, of none is empty', () => {
    expect(render(join([sql`a`], ' OR ')).text).toBe('a');
    expect(join([], ' OR ')).toEqual(empty);
    expect(render(sql`(${empty})`)).toEqual({ text: '()', parameters: [], reads: [] });
  });
});

describe('name', () => {
  it.each([
    [['fact_transaction'], 'fact_transaction'],
    [['fact', 'date_key'], 'fact.date_key'],
    [['k0'], 'k0'],
    [['Order'], '"Order"'],
    [['two words'], '"two words"'],
    [['0'], '"0"'],
    [['fact', 'a"; DROP TABLE load; --'], 'fact."a""; DROP TABLE load; --"'],
  ])('%j', (path, expected) => {
    expect(render(name(...path))).toEqual({ text: expected, parameters: [], reads: [] });
  });
});

it('writes constants of the model as literals', () => {
  expect(render(textConstant('order')).text).toBe(`'order'`);
  expect(render(textConstant(`it's`)).text).toBe(`'it''s'`);
  expect(render(constant(0.9)).text).toBe('0.9');
  expect(render(constant('TRUE')).text).toBe('TRUE');
});

it('keeps a comment on its line', () => {
  expect(render(sql`${comment('one\ntwo; DROP TABLE load')}SELECT 1`).text).toBe(
    '-- one two; DROP TABLE load\nSELECT 1',
  );
});

describe('table', () => {
  it('is read by whatever it stands in, once', () => {
    const inner = sql`SELECT 1 FROM ${table('dim_customer')}`;
    const both = sql`SELECT 1 FROM ${table('fact_transaction')} WHERE EXISTS (${inner}) OR EXISTS (${indent(inner, 2)})`;
    expect(render(join([both, sql`SELECT ${bind(1, 'integer')} FROM ${name('bucket')}`], '; ')).reads).toEqual([
      'dim_customer',
      'fact_transaction',
    ]);
  });
});

it('moves the lines after the first in', () => {
  expect(render(indent(sql`a\n${bind(1, 'integer')}\n  b`, 2)).text).toBe('a\n  CAST($1 AS integer)\n    b');
});
