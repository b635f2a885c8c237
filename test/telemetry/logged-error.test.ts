// What the log keeps of an error: enough to find its cause, and no value of anybody.
import { DatabaseError } from 'pg';
import { UserError } from '../../src/errors';
import { loggedError } from '../../src/telemetry/logged-error';

const ada = 'Ada Lovelace';

function ofPostgres(code: string, message: string, further: object = {}): DatabaseError {
  const error = new DatabaseError(message, 100, 'error');
  return Object.assign(error, {
    severity: 'ERROR',
    code,
    detail: `Key (name)=(${ada}) already exists.`,
    where: `COPY customer, line 3: "${ada}"`,
    internalQuery: `SELECT '${ada}'`,
    query: `INSERT INTO dim_customer VALUES ('${ada}')`,
    parameters: [ada],
    routine: '_bt_check_unique',
    ...further,
  });
}

describe('an error of PostgreSQL', () => {
  test('keeps code, routine and constraint, and nothing that could be a value', () => {
    const error = ofPostgres('23505', `duplicate key "${ada}"`, {
      constraint: 'dim_customer_pkey',
      table: 'dim_customer',
    });
    expect(loggedError(error)).toEqual({
      type: 'DatabaseError',
      code: '23505',
      routine: '_bt_check_unique',
      constraint: 'dim_customer_pkey',
      table: 'dim_customer',
      stack: expect.stringMatching(/^ {4}at /),
    });
  });

  test.each([
    ['22P02', `invalid input syntax for type integer: "${ada}"`, undefined],
    ['P0001', `${ada} is erased`, undefined],
    ['42P01', 'relation "fact_spend" does not exist', 'relation "fact_spend" does not exist'],
    [
      '53100',
      'could not extend file "base/1": No space left on device',
      'could not extend file "base/1": No space left on device',
    ],
    ['57014', 'canceling statement due to statement timeout', 'canceling statement due to statement timeout'],
  ])('%s tells its message only where it names no value', (code, message, told) => {
    const logged = loggedError(ofPostgres(code, message));
    expect(logged.message).toBe(told);
    expect(JSON.stringify(logged)).not.toContain('Lovelace');
  });
});

describe('any other error', () => {
  test.each([
    [new Error(`Conversion Error: Could not convert string '${ada}' to INT32`), 'Conversion Error'],
    [new Error(`Constraint Error: Duplicate key "name: ${ada}"`), 'Constraint Error'],
    [
      new Error('IO Error: Cannot open file "replica.duckdb"\nLINE 1: SELECT 1'),
      'IO Error: Cannot open file "replica.duckdb"',
    ],
    [
      new SyntaxError(`Unexpected token 'A', "${ada}" is not valid JSON`),
      'Unexpected token "...", "..." is not valid JSON',
    ],
    [
      new Error('connect to postgresql://crm:s3cret@db:5432/crm failed'),
      'connect to postgresql://***@db:5432/crm failed',
    ],
    [new UserError('UNKNOWN_SEGMENT', { given: ada, allowed: [] }), undefined],
    [
      new UserError('DATABASE_UNAVAILABLE', {
        database: 'db:5432/crm',
        problem: 'nothing answers there',
        hint: 'Look.',
      }),
      'The database db:5432/crm cannot be used: nothing answers there. Look.',
    ],
  ])('%s', (error, message) => {
    const logged = loggedError(error);
    expect(logged.message).toBe(message);
    expect(JSON.stringify(logged)).not.toMatch(/Lovelace|s3cret/);
  });

  test('tells its causes and those that came together, and ends in a circle', () => {
    const cause = ofPostgres('23505', ada);
    const outer = new AggregateError([new Error('the replica did not stop cleanly', { cause })], 'two faults');
    outer.cause = outer;
    const logged = loggedError(outer);
    expect(logged.errors).toEqual([
      expect.objectContaining({
        message: 'the replica did not stop cleanly',
        cause: expect.objectContaining({ code: '23505' }),
      }),
    ]);
    expect(JSON.stringify(logged)).not.toContain('Lovelace');
  });

  test('what was thrown and is no error tells its kind alone', () => {
    expect([loggedError(ada), loggedError(null), loggedError(undefined)]).toEqual([
      { type: 'string' },
      { type: 'null' },
      { type: 'undefined' },
    ]);
  });

  test('frames that a message imitates are not taken for its stack', () => {
    const logged = loggedError(new Error(`first\n    at ${ada}\n    at work (${ada})`));
    expect(JSON.stringify(logged)).not.toContain('Lovelace');
  });
});
