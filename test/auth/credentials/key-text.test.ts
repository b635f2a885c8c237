// The text of a key: its form, its checksum, what is stored and shown of it.
import { hashOf, isSameHash, newKeyText, readKeyText, shownOf } from '../../../src/auth/credentials/key-text';

const known = `astro_7_${'0123456789abcdef'.repeat(4)}d6b8a5f5`;

test('has a form by which it is found where it was left', () => {
  expect(newKeyText(42)).toMatch(/^astro_42_[0-9a-f]{72}$/);
  expect(newKeyText(42)).not.toBe(newKeyText(42));
});

test('is read to its number', () => {
  expect(readKeyText(newKeyText(42))).toEqual({ kind: 'key', id: 42 });
});

test.each([
  ['', 'malformed'],
  ['astro_', 'malformed'],
  [`astro_0_${'0'.repeat(72)}`, 'malformed'],
  [`astro_-1_${'0'.repeat(72)}`, 'malformed'],
  [`astro_9999999999999999_${'0'.repeat(72)}`, 'malformed'],
  [`${known} `, 'malformed'],
  [`${known}\n`, 'malformed'],
  [known.toUpperCase(), 'malformed'],
])('%j is none', (text, kind) => {
  expect(readKeyText(text)).toEqual({ kind });
});

test('with any one digit changed is noticed without looking it up', () => {
  const text = newKeyText(7);
  for (let place = 'astro_7_'.length; place < text.length; place += 1) {
    const other = text[place] === 'a' ? 'b' : 'a';
    expect(readKeyText(`${text.slice(0, place)}${other}${text.slice(place + 1)}`)).toEqual({ kind: 'wrong checksum' });
  }
  expect(readKeyText(text.replace('astro_7_', 'astro_8_'))).toEqual({ kind: 'wrong checksum' });
});

test('is stored as its SHA-256, and shown by its first digits', () => {
  expect(hashOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(shownOf(known)).toBe('astro_7_01234567...');
  expect(isSameHash(hashOf('abc'), hashOf('abc'))).toBe(true);
  expect(isSameHash(hashOf('abc'), hashOf('abd'))).toBe(false);
});
