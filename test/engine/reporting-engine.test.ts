// An engine that tells of its statements answers as the engine it wraps.
import type { Engine } from '../../src/engine/engine';
import { type RanStatement, reportingEngine } from '../../src/engine/reporting-engine';
import { postgresDialect } from '../../src/sql/postgres';
import { statement } from '../support/statement';

const query = { sql: 'SELECT $1', parameters: ['x'], columns: { keys: 0, measures: ['m0'] }, reads: [] };
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

let running = 0;
let mostAtOnce = 0;

/** Three measures, seven groups; every statement takes a while. */
const engine: Engine = {
  name: 'POSTGRES',
  dialect: postgresDialect,
  read: (work) => {
    const slowly = async <Result>(result: Result): Promise<Result> => {
      running += 1;
      mostAtOnce = Math.max(mostAtOnce, running);
      await pause(20);
      running -= 1;
      return result;
    };
    return work({
      engine: 'POSTGRES',
      dialect: postgresDialect,
      dataVersion: '7',
      watermarks: new Map(),
      measure: (_, limit) =>
        slowly({
          rowCount: limit,
          buckets: [1, 2, 3].slice(0, limit),
          keys: [],
          measures: [[1, 1, 1].slice(0, limit)],
        }),
      count: () => slowly(7),
      selectOften: () => slowly([['d']]),
      selectRemembered: () => slowly([['c']]),
      select: ({ text }) => (text === 'bad' ? Promise.reject(new Error('no such table')) : slowly([['a'], ['b']])),
    });
  },
};

let told: RanStatement[];
beforeEach(() => {
  told = [];
  mostAtOnce = 0;
});
const reported = (oneAtATime: boolean): Engine =>
  reportingEngine(engine, { report: (statement) => told.push(statement), oneAtATime });

test('it tells the text, the parameters, the rows and the time of each', async () => {
  const answers = await reported(false).read(async (session) => [
    session.dataVersion,
    await session.measure(query, 2),
    await session.count(query),
    await session.select(statement('SELECT name', [5])),
  ]);
  expect(answers).toEqual(['7', { rowCount: 2, buckets: [1, 2], keys: [], measures: [[1, 1]] }, 7, [['a'], ['b']]]);
  expect(told.map(({ sql, parameters, rows }) => [sql, parameters, rows])).toEqual([
    ['SELECT $1', ['x'], 2],
    ['-- the number of rows of\nSELECT $1', ['x'], 1],
    ['SELECT name', [5], 2],
  ]);
  for (const { milliseconds } of told) expect(milliseconds).toBeGreaterThan(10);
});

test.each([
  [true, 1],
  [false, 3],
])('one at a time: %s', async (oneAtATime, expected) => {
  await reported(oneAtATime).read((session) =>
    Promise.all([session.select(statement('a')), session.select(statement('b')), session.measure(query, 9)]),
  );
  expect(mostAtOnce).toBe(expected);
  expect(told).toHaveLength(3);
});

test('a statement that fails is told as before, and keeps no other from running', async () => {
  await reported(true).read(async (session) => {
    const failed = session.select(statement('bad'));
    const after = session.select(statement('good'));
    await expect(failed).rejects.toThrow('no such table');
    expect(await after).toEqual([['a'], ['b']]);
  });
  expect(told.map(({ sql }) => sql)).toEqual(['good']);
});
