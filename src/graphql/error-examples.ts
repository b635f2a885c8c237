// One example of each error, for the page of errors: adding a code to the registry asks for its example here.
import type { ErrorCode, ErrorParameters } from '../errors';

type Examples = { readonly [Code in ErrorCode]: ErrorParameters<Code> };

export const errorExamples: Examples = {
  INVALID_CONFIGURATION: { problems: ['PORT=http must be a whole number from 0 to 65535'] },
  PORT_TAKEN: { host: '127.0.0.1', port: 4000 },
  DATABASE_UNAVAILABLE: {
    database: 'localhost:5432/crm',
    problem: 'nothing answers there',
    hint: 'Check that the server runs and that DATABASE_URL names its host and port.',
  },
  SETTING_CHANGED: { changes: [{ variable: 'CURRENCY', stored: 'CNY', given: 'EUR' }] },
  UNKNOWN_METRIC: { given: 'CHURNRAT', allowed: ['CHURN_RATE', 'RETENTION_RATE'] },
  UNKNOWN_DIMENSION: { given: 'CHANEL', allowed: ['CHANNEL', 'REGION'] },
  METRIC_NOT_SLICEABLE: { metric: 'NPS', dimension: 'PRODUCT', allowed: ['CHANNEL', 'REGION'] },
  INVALID_PERIOD: { problem: 'The period names both from and last.', hint: 'Give from and to, or last and unit.' },
  INVALID_FILTER: {
    path: 'where.all[1]',
    problem: 'it has the branches any and dimension',
    hint: 'Give one branch, and put several under all.',
  },
  INVALID_ARGUMENT: {
    argument: 'first',
    problem: '0 rows cannot be asked for',
    hint: 'Give a whole number from 1 to 50000, and page with after.',
  },
  INVALID_VALUE: { type: 'Date', given: '"2025-02-30"', expected: 'a day of the calendar as "YYYY-MM-DD"' },
  NO_METRIC: {},
  INVALID_CURSOR: { given: 'abc' },
  CURSOR_OF_OTHER_QUESTION: {},
  CURSOR_EXPIRED: { issued: '41', current: '42' },
  TOO_MANY_GROUPS: { groups: 365_000, limit: 200_000 },
  PATH_NOT_FOUND: { path: 'exports/march' },
  FILE_NOT_READABLE: { file: 'transactions.csv', problem: 'permission denied' },
  NOTHING_TO_LOAD: { path: 'exports/march', allowed: ['customers', 'interactions', 'transactions'] },
  UNKNOWN_FILE: { file: 'costumers', allowed: ['customers', 'channels'] },
  EMPTY_FILE: { file: 'products.csv' },
  CORRUPT_FILE: { file: 'transactions.csv.gz', problem: 'unexpected end of file' },
  WRONG_ENCODING: { file: 'customers.csv', encoding: 'UTF-16' },
  INVALID_HEADER: { file: 'customers.csv', problem: 'column 3 has no name' },
  DUPLICATE_COLUMN: { file: 'customers.csv', column: 'email' },
  UNKNOWN_COLUMN: { file: 'customers.csv', column: 'regoin', line: 1, allowed: ['region', 'city'] },
  RESERVED_COLUMN: { file: 'customers.csv', column: 'x_note' },
  MISSING_COLUMN: { file: 'transactions.csv', column: 'order_id', allowed: ['orderid'] },
  TOO_MANY_ERRORS: {
    limit: '10',
    count: 12,
    first: [{ file: 'transactions.csv', line: 7, message: 'revenue is not a number.' }],
  },
  HOLDS_SAMPLE: {},
  UNKNOWN_LOAD: { given: '99' },
  NOT_UNLOADABLE: { load: 3, problem: 'it was taken back already' },
  INVALID_MAPPING: { mapping: 'retail.json', problems: ['files[0].table must be one of customers, transactions'] },
};
