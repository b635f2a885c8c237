import { didYouMean } from '../src/did-you-mean';
import { UserError } from '../src/errors';
import { shortened } from '../src/shortened';

test('a text of up to the length stays, a longer one is its beginning and its length', () => {
  expect(shortened('x'.repeat(20), 20)).toBe('xxxxxxxxxxxxxxxxxxxx');
  expect(shortened('x'.repeat(21), 20)).toBe('xxxxxxxxxx... (21 characters)');
  expect(shortened('x'.repeat(900_000), 20)).toBe('xxxxxxxxxx... (900,000 characters)');
  // No half of a pair is left.
  expect(shortened(`x${'😀'.repeat(20)}`, 20)).toBe('x😀😀😀😀... (41 characters)');
});

test('an error repeats a name of 900 kB by its beginning, in its sentence and in its parameters', () => {
  const name = 'n'.repeat(900_000);
  const errors = [
    new UserError('UNKNOWN_METRIC', { given: name, allowed: ['REVENUE'] }),
    new UserError('UNKNOWN_COLUMN', { file: name, column: name, line: 1, allowed: [name] }),
    new UserError('INVALID_ARGUMENT', { argument: name, problem: `there is no command ${name}`, hint: name }),
    new UserError('INVALID_CONFIGURATION', { problems: [`PORT=${name} must be a whole number`] }),
    new UserError('TOO_MANY_ERRORS', { limit: '1', count: 2, first: [{ file: name, line: 1, message: name }] }),
  ];
  for (const error of errors) {
    expect(error.message.length).toBeLessThan(10_000);
    expect(JSON.stringify({ ...error }).length).toBeLessThan(20_000);
    expect(error.message).toContain(`${'n'.repeat(150)}`);
    expect(error.message).toMatch(/\.\.\. \(900,0\d\d characters\)/);
  }
  expect(errors[0]!.parameters).toEqual({
    given: `${'n'.repeat(150)}... (900,000 characters)`,
    allowed: ['REVENUE'],
  });
  expect(errors[0]!.at('metrics[0]').message).toBe(errors[0]!.message);
});

test('nobody is asked whether a name of 900 kB was meant to be another', () => {
  expect(didYouMean('REVENUE'.repeat(130_000), ['REVENUE'])).toBeUndefined();
});
