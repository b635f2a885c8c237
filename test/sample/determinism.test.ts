// The bytes of a sample are decided by its arguments, on every machine: the digests below are literals.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeSample, writeSample } from '../../src/sample/write-sample';
import { readSample, sha256 } from './read-sample';

const small = { customers: 50, months: 12, until: '2025-06-30', seed: 7 };

test('50 customers, 12 months, seed 7: these bytes', async () => {
  expect(sha256(await readSample(small))).toEqual({
    'agents.csv': 'a142b87be71155d9ab1e8fd894d35af499ca7bdd50777d7c0fcb65ecf36fd931',
    'channels.csv': '515ec466447e34d082f11f6db8b56f305b83ce37e8053d01923f235d5df0b4d3',
    'customers.csv': '6df605db5e7d9b488394cc69fd313be350dfdef4ab29a3e3d4d019933138caba',
    'interactions.csv': 'f604b68c8d6162aa3762a4071bb717838dc87eb47d4b0aa6e45802655a83c69f',
    'products.csv': '2a122513c88366abf5223f8cda5cb396b113b9ccedd1969644f5c97a7039f565',
    'spend.csv': '5e783666e134105a1e7177f2b9e272dbd42aa1fbba6d208a3a825d9d3e67cba8',
    'targets.csv': '35472f3da4f4c53ee2f04f890420d12d604b363f4620d32db397fbc909f7d662',
    'transactions.csv': '1973a735245615191481802b24c23f9e7aacfb26e358703f579341f37976ba7e',
  });
});

test('the same arguments give the same bytes, another seed other facts', async () => {
  const [first, again, other] = [
    await readSample(small),
    await readSample(small),
    await readSample({ ...small, seed: 8 }),
  ];
  expect(sha256(again)).toEqual(sha256(first));
  for (const file of [
    'customers.csv',
    'interactions.csv',
    'transactions.csv',
    'spend.csv',
    'agents.csv',
    'targets.csv',
  ]) {
    expect(sha256(other)[file]).not.toBe(sha256(first)[file]);
  }
});

test('seeds beyond 32 bits differ from their lower half', async () => {
  const [low, high] = [await readSample({ ...small, seed: 7 }), await readSample({ ...small, seed: 2 ** 32 + 7 })];
  expect(sha256(high)['transactions.csv']).not.toBe(sha256(low)['transactions.csv']);
});

test('nothing in the generator depends on the engine, the clock, the zone or the locale', async () => {
  const folder = join(__dirname, '../../src/sample');
  const forbidden =
    /Math\.(?!floor|ceil|min|max|sqrt|imul|LN2|SQRT2|SQRT1_2|round)\w+|\*\*|Date\.now|new Date\(\)|Intl|toLocale|localeCompare|\.get(?!UTC)(Hours|Date|Day|Month|FullYear)|randomUUID/g;
  for (const file of await readdir(folder)) {
    // Filling an empty warehouse is about today; what it writes is decided by the date it passes on.
    if (file === 'ensure-sample.ts' || !file.endsWith('.ts')) continue;
    const code = (await readFile(join(folder, file), 'utf8')).replace(/^\s*(\/\/|\/?\*).*$/gm, '');
    expect([file, code.match(forbidden)]).toEqual([file, null]);
  }
});

test('it says that the company is simulated, and how many rows each file has', async () => {
  const { summary } = await readSample(small);
  const text = describeSample(summary);
  expect(text).toContain('simulated company');
  expect(text).toContain('2024-07-01 to 2025-06-30');
  for (const [file, rows] of Object.entries(summary.rows))
    expect(text).toMatch(new RegExp(`${file}\\.csv +${rows} rows`));
});

test.each([
  [{ customers: 0 }, 'customers is not valid: 0 is not a whole number'],
  [{ customers: 2.5 }, 'customers is not valid: 2.5 is not a whole number'],
  [{ months: 0 }, 'months is not valid: 0 is not a whole number from 1 to 240'],
  [{ seed: -1 }, 'seed is not valid: -1 is not a whole number'],
  [{ until: '2025-02-30' }, 'until is not valid: 2025-02-30 is not a date'],
  [{ until: '2098-01-01' }, 'until is not valid: 2098-01-01 is not a date from 2000-01-01 to 2097-12-31'],
  [{ until: 'today' }, 'until is not valid: today is not a date'],
])('arguments that make no sense are refused: %p', async (wrong, message) => {
  const out = await mkdtemp(join(tmpdir(), 'sample-test-'));
  try {
    await expect(writeSample({ ...small, out, ...wrong })).rejects.toThrow(`The argument ${message}`);
  } finally {
    await rm(out, { recursive: true });
  }
});
