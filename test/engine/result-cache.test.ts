// What statements gave is given again while the tables they read are unchanged, to whoever asks the same: within the room there
// is, and never what failed.
import type { EngineName, EngineSession } from '../../src/engine/engine';
import { type ResultCache, resultCache, type StatementRead } from '../../src/engine/result-cache';
import { postgresDialect } from '../../src/sql/postgres';

type Rows = readonly (readonly unknown[])[];

/** The statements that an engine truly ran, in order. */
let ran: string[];
/** What an engine answers to the next statements, in place of its usual rows. */
let answers: ((text: string) => Promise<Rows>) | undefined;
beforeEach(() => {
  ran = [];
  answers = undefined;
});

const roomEnough = 1_048_576;

type Seen = { readonly engine?: EngineName; readonly watermarks?: Readonly<Record<string, number>> };

/** Rows tell when they were made: the first statement of a test gives 1, the next one 2. */
function session({ engine = 'POSTGRES', watermarks = {} }: Seen = {}): EngineSession {
  const run = async (text: string): Promise<Rows> => {
    ran.push(text);
    return answers === undefined ? [[ran.length]] : answers(text);
  };
  return {
    engine,
    dialect: postgresDialect,
    dataVersion: String(Math.max(0, ...Object.values(watermarks))),
    watermarks: new Map(Object.entries(watermarks)),
    select: ({ text }) => run(text),
    selectOften: ({ text }) => run(text),
    selectRemembered: ({ text }) => run(text),
    measure: async ({ sql }) => {
      const rows = await run(sql);
      const each = <Cell>(cell: Cell): Cell[] => rows.map(() => cell);
      return {
        rowCount: rows.length,
        buckets: rows.map(([bucket]) => Number(bucket)),
        keys: [each('north')],
        measures: [each(1)],
      };
    },
    count: async ({ sql }) => Number((await run(sql))[0]![0]),
  };
}

const anybody = { viewer: 'anybody', noted: () => undefined };

/** The session of a request over the cache. */
const over = (cache: ResultCache, seen?: Seen, viewer = 'anybody') => cache.over(session(seen), { ...anybody, viewer });

const orders: StatementRead = { text: 'orders', parameters: ['north', 7], reads: ['fact_transaction'] };
const query = (text: string) => ({ ...orders, sql: text, columns: { keys: 1, measures: ['m0'] } });

describe('rows are remembered', () => {
  test('and given again to another session, as they were', async () => {
    const cache = resultCache(roomEnough);
    expect(await over(cache).select(orders)).toEqual([[1]]);
    expect(await over(cache).select(orders)).toEqual([[1]]);
    expect(ran).toEqual(['orders']);
  });

  test('where there are none, too', async () => {
    const cache = resultCache(roomEnough);
    answers = async () => [];
    expect([await over(cache).select(orders), await over(cache).select(orders)]).toEqual([[], []]);
    expect(ran).toEqual(['orders']);
  });

  test('also a count of nothing', async () => {
    const cache = resultCache(roomEnough);
    answers = async () => [[0]];
    expect([await over(cache).count(query('orders')), await over(cache).count(query('orders'))]).toEqual([0, 0]);
    expect(ran).toEqual(['orders']);
  });

  test.each<[string, StatementRead]>([
    ['another text', { ...orders, text: 'ORDERS' }],
    ['another parameter', { ...orders, parameters: ['south', 7] }],
    ['a parameter of another type', { ...orders, parameters: ['north', '7'] }],
    ['nothing in place of the word null', { ...orders, parameters: [null, 7] }],
    ['a list in place of its items', { ...orders, parameters: [['north'], 7] }],
    ['parameters in another order', { ...orders, parameters: [7, 'north'] }],
  ])('apart from those of %s', async (_, other) => {
    const cache = resultCache(roomEnough);
    await over(cache).select(orders);
    await over(cache).select({ ...orders, parameters: ['null', 7] });
    expect(await over(cache).select(other)).toEqual([[3]]);
    expect(await over(cache).select(orders)).toEqual([[1]]);
  });

  test('apart from those of another engine', async () => {
    const cache = resultCache(roomEnough);
    await over(cache, { engine: 'POSTGRES' }).select(orders);
    expect(await over(cache, { engine: 'COLUMNAR' }).select(orders)).toEqual([[2]]);
    expect(await over(cache, { engine: 'POSTGRES' }).select(orders)).toEqual([[1]]);
  });

  test('apart from those of another viewer', async () => {
    const cache = resultCache(roomEnough);
    await over(cache, {}, 'anna').select(orders);
    expect(await over(cache, {}, 'bo').select(orders)).toEqual([[2]]);
    expect(await over(cache, {}, 'anna').select(orders)).toEqual([[1]]);
  });

  test('by no one else: two caches share nothing', async () => {
    await over(resultCache(roomEnough)).select(orders);
    expect(await over(resultCache(roomEnough)).select(orders)).toEqual([[2]]);
  });
});

describe('what a statement reads', () => {
  const joined: StatementRead = { ...orders, reads: ['fact_transaction', 'dim_customer'] };
  const before = { fact_transaction: 5, dim_customer: 3, fact_spend: 4 };

  test.each([
    ['fact_transaction', { ...before, fact_transaction: 6 }],
    ['dim_customer', { ...before, dim_customer: 6 }],
  ])('decides: after a change of %s it is run anew', async (_, after) => {
    const cache = resultCache(roomEnough);
    await over(cache, { watermarks: before }).select(joined);
    expect(await over(cache, { watermarks: after }).select(joined)).toEqual([[2]]);
  });

  test('alone decides: a change of another table is nothing to it', async () => {
    const cache = resultCache(roomEnough);
    await over(cache, { watermarks: before }).select(joined);
    expect(await over(cache, { watermarks: { ...before, fact_spend: 9, target: 10 } }).select(joined)).toEqual([[1]]);
  });

  test('belongs to its table: two tables that stand the other way round are another state', async () => {
    const cache = resultCache(roomEnough);
    await over(cache, { watermarks: { fact_transaction: 5, dim_customer: 3 } }).select(joined);
    const turned = { fact_transaction: 3, dim_customer: 5 };
    expect(await over(cache, { watermarks: turned }).select(joined)).toEqual([[2]]);
  });

  test('a table that never changed stands at 0', async () => {
    const cache = resultCache(roomEnough);
    await over(cache, { watermarks: { fact_transaction: 5 } }).select(joined);
    expect(await over(cache, { watermarks: { fact_transaction: 5, dim_customer: 0 } }).select(joined)).toEqual([[1]]);
    expect(await over(cache, { watermarks: { fact_transaction: 5, dim_customer: 1 } }).select(joined)).toEqual([[2]]);
  });

  test('a session of an earlier version is given what it sees, also after a later one', async () => {
    const cache = resultCache(roomEnough);
    await over(cache, { watermarks: { fact_transaction: 5 } }).select(orders);
    await over(cache, { watermarks: { fact_transaction: 6 } }).select(orders);
    expect(await over(cache, { watermarks: { fact_transaction: 5 } }).select(orders)).toEqual([[1]]);
  });
});

describe('one text, asked for in several ways', () => {
  test('is a measure for each limit, a count and a select', async () => {
    const cache = resultCache(roomEnough);
    const ask = async () => {
      const { measure, count, select } = over(cache);
      return [
        (await measure(query('orders'), 10)).buckets[0],
        (await measure(query('orders'), 100)).buckets[0],
        await count(query('orders')),
        (await select(orders))[0]![0],
      ];
    };
    expect(await ask()).toEqual([1, 2, 3, 4]);
    expect(await ask()).toEqual([1, 2, 3, 4]);
    expect(ran).toHaveLength(4);
  });

  test('is one select, however often it is said to be asked', async () => {
    const cache = resultCache(roomEnough);
    const { select, selectOften, selectRemembered } = over(cache);
    expect([await select(orders), await selectOften(orders), await selectRemembered(orders)]).toEqual([
      [[1]],
      [[1]],
      [[1]],
    ]);
    const often = over(resultCache(roomEnough));
    expect([await often.selectOften(orders), await often.selectRemembered(orders)]).toEqual([[[2]], [[2]]]);
  });

  test('each way is run by the session in its own way', async () => {
    const asked: string[] = [];
    const told = (way: string) => async () => {
      asked.push(way);
      return [];
    };
    const ways = { select: told('select'), selectOften: told('often'), selectRemembered: told('remembered') };
    for (const way of ['select', 'selectOften', 'selectRemembered'] as const)
      await resultCache(roomEnough)
        .over({ ...session(), ...ways }, anybody)
        [way](orders);
    expect(asked).toEqual(['select', 'often', 'remembered']);
  });

  test('what a session is besides, it stays', () => {
    const { engine, dataVersion, watermarks } = over(resultCache(roomEnough), {
      engine: 'COLUMNAR',
      watermarks: { target: 8 },
    });
    expect([engine, dataVersion, watermarks.get('target')]).toEqual(['COLUMNAR', '8', 8]);
  });
});

describe('statements that are under way', () => {
  /** Answers are held back until they are let go, each with its rows or its error. */
  function heldAnswers() {
    const held: { readonly give: (rows: Rows) => void; readonly fail: (error: Error) => void }[] = [];
    answers = () => new Promise((give, fail) => held.push({ give, fail }));
    return held;
  }
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  test('are run once for all who ask meanwhile, over two sessions as well', async () => {
    const cache = resultCache(roomEnough);
    const held = heldAnswers();
    const [one, other] = [over(cache), over(cache)];
    const asked = [one.select(orders), one.select(orders), other.select(orders), other.selectOften(orders)];
    await settled();
    expect(ran).toEqual(['orders']);
    held[0]!.give([['rows']]);
    expect(await Promise.all(asked)).toEqual([[['rows']], [['rows']], [['rows']], [['rows']]]);
    expect(ran).toEqual(['orders']);
  });

  test('of different kinds or versions do not wait for each other', async () => {
    const cache = resultCache(roomEnough);
    heldAnswers();
    void over(cache, { watermarks: { fact_transaction: 1 } }).select(orders);
    void over(cache, { watermarks: { fact_transaction: 2 } }).select(orders);
    void over(cache, { watermarks: { fact_transaction: 2 } }).count(query('orders'));
    await settled();
    expect(ran).toEqual(['orders', 'orders', 'orders']);
  });

  test('and fail, fail for who ran them alone: the others run them themselves', async () => {
    const cache = resultCache(roomEnough);
    const held = heldAnswers();
    const [first, second, third] = [1, 2, 3].map(() => over(cache).select(orders));
    await settled();
    held[0]!.fail(new Error('gone away'));
    await expect(first).rejects.toThrow('gone away');
    await settled();
    expect(ran).toEqual(['orders', 'orders', 'orders']);
    held[1]!.give([['of the second']]);
    held[2]!.give([['of the third']]);
    expect([await second, await third]).toEqual([[['of the second']], [['of the third']]]);
  });

  test('and fail, are not remembered', async () => {
    const cache = resultCache(roomEnough);
    answers = async () => {
      throw new Error('gone away');
    };
    await expect(over(cache).select(orders)).rejects.toThrow('gone away');
    await expect(over(cache).count(query('orders'))).rejects.toThrow('gone away');
    answers = undefined;
    expect([await over(cache).select(orders), await over(cache).count(query('orders'))]).toEqual([[[3]], 4]);
  });
});

describe('of every statement it is noted', () => {
  const noting = (cache: ResultCache, noted: [string, boolean][], seen?: Seen, viewer = 'anybody') =>
    cache.over(session(seen), { viewer, noted: (key, _reads, isRun) => noted.push([key, isRun]) });

  test('whether it was run, or remembered', async () => {
    const cache = resultCache(roomEnough);
    const noted: [string, boolean][] = [];
    await noting(cache, noted).select(orders);
    await noting(cache, noted).select(orders);
    await noting(cache, noted).count(query('orders'));
    await noting(cache, noted).measure(query('orders'), 5);
    await noting(cache, noted).measure(query('orders'), 5);
    expect(noted.map(([, isRun]) => isRun)).toEqual([true, false, true, true, false]);
  });

  test('by a key: of equal ones the rows are equal, and nothing of the question can be read in it', async () => {
    const noted: [string, boolean][] = [];
    const named = { ...orders, parameters: ['anna'] };
    const cache = resultCache(roomEnough);
    for (const [seen, viewer] of [
      [{}, 'bo'],
      [{}, 'bo'],
      [{ watermarks: { fact_transaction: 1 } }, 'bo'],
      [{}, 'cy'],
    ] as const)
      await noting(cache, noted, seen, viewer).select(named);
    const [first, again, later, ofOther] = noted.map(([key]) => key);
    expect(again).toBe(first);
    expect(new Set([first, later, ofOther]).size).toBe(3);
    expect(noted.map(([key]) => key).join()).not.toMatch(/anna|orders|bo/);
  });

  test('by the same key where nothing is remembered', async () => {
    const noted: [string, boolean][] = [];
    await noting(resultCache(roomEnough), noted).select(orders);
    await noting(resultCache(0), noted).select(orders);
    expect(noted[1]).toEqual(noted[0]);
  });
});

describe('the room', () => {
  /** About 30,000 bytes of text. */
  const longRows = async (): Promise<Rows> => [['x'.repeat(15_000)]];
  const numbered = (number: number): StatementRead => ({ ...orders, parameters: [number] });
  const timesRun = async (cache: ResultCache, statement: StatementRead) => {
    const before = ran.length;
    await over(cache).select(statement);
    return ran.length - before;
  };

  test('of 0 bytes remembers nothing, and runs equal statements each for itself', async () => {
    const cache = resultCache(0);
    expect([await over(cache).select(orders), await over(cache).select(orders)]).toEqual([[[1]], [[2]]]);
    await Promise.all([over(cache).select(orders), over(cache).count(query('orders'))]);
    expect(ran).toHaveLength(4);
  });

  test('is bounded: what was not asked for longest goes first', async () => {
    const cache = resultCache(130_000);
    answers = longRows;
    for (const number of [1, 2, 3, 4]) expect(await timesRun(cache, numbered(number))).toBe(1);
    // Asked for again, it is not the oldest any more.
    expect(await timesRun(cache, numbered(1))).toBe(0);
    expect(await timesRun(cache, numbered(5))).toBe(1);
    expect(await timesRun(cache, numbered(1))).toBe(0);
    expect(await timesRun(cache, numbered(2))).toBe(1);
  });

  test('never holds more than it has, however much is asked', async () => {
    const cache = resultCache(130_000);
    answers = longRows;
    for (let number = 0; number < 50; number++) await over(cache).select(numbered(number));
    const known: number[] = [];
    for (let number = 49; number >= 40; number--)
      if ((await timesRun(cache, numbered(number))) === 0) known.push(number);
    expect(known).toEqual([49, 48, 47, 46]);
  });

  test('is not for one answer: what takes more than a quarter is not kept, and drives nothing out', async () => {
    answers = async (text) => (text === 'long' ? longRows() : [[1]]);
    const long = { ...orders, text: 'long' };
    const small = resultCache(119_000);
    await over(small).select(orders);
    expect([await timesRun(small, long), await timesRun(small, long), await timesRun(small, orders)]).toEqual([
      1, 1, 0,
    ]);
    const larger = resultCache(124_000);
    expect([await timesRun(larger, long), await timesRun(larger, long)]).toEqual([1, 0]);
  });

  test.each<[string, Rows]>([
    ['rows', Array.from({ length: 2_000 }, (_, row) => [row, null])],
    ['columns', [Array.from({ length: 20_000 }, (_, column) => column)]],
    ['items of a list', [[Array.from({ length: 20_000 }, (_, item) => item)]]],
    ['members of a list as text', [[Array.from({ length: 4_000 }, (_, item) => `member ${item}`)]]],
  ])('is taken by many %s, too', async (_, rows) => {
    const cache = resultCache(400_000);
    answers = async () => rows;
    expect([await timesRun(cache, orders), await timesRun(cache, orders)]).toEqual([1, 1]);
    const ample = resultCache(4_000_000);
    expect([await timesRun(ample, orders), await timesRun(ample, orders)]).toEqual([1, 0]);
  });
});
