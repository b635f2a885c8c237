// Which errors mean that the database went away: nobody's mistake, and not the program's either.

import { UserError } from '../../src/errors';
import { requestErrorsOf, secondsToWait } from '../../src/graphql/common/request-errors';
import { databaseLost, isDatabaseLost } from '../../src/warehouse/database-problem';

const withCode = (code: string, message = 'words') => Object.assign(new Error(message), { code });

test.each([
  ['a connection that failed', withCode('08006')],
  ['one that the server did not take', withCode('08001')],
  ['an administrator ended it', withCode('57P01')],
  ['another process of the server crashed', withCode('57P02')],
  ['the server starts or stops', withCode('57P03')],
  ['nobody listens', withCode('ECONNREFUSED')],
  ['the connection was reset', withCode('ECONNRESET')],
  ['the other end is gone', withCode('EPIPE')],
  ['it took too long', withCode('ETIMEDOUT')],
  ['its name is not known any more', withCode('ENOTFOUND')],
  ['its socket is gone', Object.assign(withCode('ENOENT'), { syscall: 'connect' })],
  ['pg lost it under a statement', new Error('Connection terminated unexpectedly')],
  ['pg lost it before a statement', new Error('Client has encountered a connection error and is not queryable')],
  ['pg waited in vain', new Error('timeout expired')],
  ['pg gave a connection up', new Error('Connection terminated due to connection timeout')],
  ['one behind another', new Error('it could not be read', { cause: withCode('57P01') })],
])('%s: it is lost', (_title, error) => {
  expect(isDatabaseLost(error)).toBe(true);
  expect(secondsToWait(error)).toBe(5);
  expect(databaseLost(error)?.message).toBe(
    'The database cannot be used: it went away during the work. Run the same command again: what is stored already stays as it is, what is not is stored then.',
  );
});

test.each([
  ['a mistake in a statement', withCode('42601')],
  ['a rule that is broken', withCode('23505')],
  ['a statement that was cancelled', withCode('57014')],
  ['a file that is not there', withCode('ENOENT')],
  ['a full disk', withCode('53100')],
  ['a mistake of ours', new TypeError('x is not a function')],
  ['nothing', null],
  ['a text', 'Connection terminated unexpectedly'],
])('%s: it is not', (_title, error) => {
  expect(isDatabaseLost(error)).toBe(false);
  expect(secondsToWait(error)).toBeUndefined();
  expect(databaseLost(error)).toBeUndefined();
});

test('whoever asks is not told where the database is', () => {
  const user = new UserError('DATABASE_UNAVAILABLE', {
    database: 'db.internal:5432/crm',
    problem: 'its disk is full',
    hint: 'Free space.',
  });
  expect(requestErrorsOf(user).map(({ message }) => message)).toEqual([
    'The database cannot be used: its disk is full. Send the request again in a moment; rows with their idempotencyKey, under which nothing is stored twice.',
  ]);
  expect(secondsToWait(user)).toBe(5);
});
