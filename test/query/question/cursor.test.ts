// A cursor says which question, which data and where; anything else is refused.
import { UserError } from '../../../src/errors';
import { offsetOf, writeCursor } from '../../../src/query/question/cursor';

const cursor = { hash: 'q1w2e3r4t5y6u7i8', version: '17', offset: 1000 };
const encoded = (text: string) => Buffer.from(text).toString('base64url');
const codeOf = (given: string, hash = cursor.hash) => {
  try {
    return offsetOf(given, hash);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as UserError).code;
  }
};

it('comes back as it was written', () => {
  expect(offsetOf(writeCursor(cursor), cursor.hash)).toEqual(cursor);
});

it('is safe within a URL', () => {
  expect(writeCursor({ ...cursor, hash: '??>>~~' })).toMatch(/^[A-Za-z0-9_-]+$/);
});

it('goes with no other question', () => {
  expect(codeOf(writeCursor(cursor), 'another')).toBe('CURSOR_OF_OTHER_QUESTION');
});

it.each<[string, string]>([
  ['nothing', ''],
  ['no cursor', 'page 2'],
  ['one cut short', writeCursor(cursor).slice(0, -4)],
  ['one with another letter in front', `x${writeCursor(cursor)}`],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0]).toString('base64url')],
  ['JSON of another shape', encoded('{"offset":1}')],
  ['JSON null', encoded('null')],
  ['too few parts', encoded(`["${cursor.hash}","17"]`)],
  ['too many parts', encoded(`["${cursor.hash}","17",0,0]`)],
  ['a hash that is a number', encoded('[1,"17",0]')],
  ['a version that is a number', encoded(`["${cursor.hash}",17,0]`)],
  ['an offset that is a text', encoded(`["${cursor.hash}","17","0"]`)],
  ['an offset below 0', encoded(`["${cursor.hash}","17",-1]`)],
  ['an offset that no engine counts to', encoded(`["${cursor.hash}","17",2147483648]`)],
  ['half an offset', encoded(`["${cursor.hash}","17",0.5]`)],
  ['no offset', encoded(`["${cursor.hash}","17",null]`)],
  ['an endless offset', encoded(`["${cursor.hash}","17",1e999]`)],
])('refuses %s', (_title, given) => {
  expect(codeOf(given)).toBe('INVALID_CURSOR');
});

it('shows no more than 60 characters of what was given', () => {
  expect(() => offsetOf('x'.repeat(1000), cursor.hash)).toThrow(
    `The cursor ${'x'.repeat(60)}... was not issued by this server. Send back the endCursor of the page before, or leave \`after\` out to start again.`,
  );
});
