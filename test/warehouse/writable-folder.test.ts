// A folder that must take files is tried at once, and what is in the way is named.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeWritable } from '../../src/warehouse/writable-folder';

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'astrolabe-writable-'));
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

test('it is made with its parents, and stays empty', async () => {
  const folder = join(scratch, 'a', 'b');
  expect(await makeWritable(folder)).toBeUndefined();
  expect(readdirSync(folder)).toEqual([]);
  expect(await makeWritable(folder)).toBeUndefined();
});

test('a file in the way is named, wherever on the way it is', async () => {
  const file = join(scratch, 'file');
  writeFileSync(file, '');
  for (const folder of [file, join(file, 'a', 'b')])
    expect(await makeWritable(folder)).toEqual({ path: file, reason: 'it is not a folder' });
});

test('two that make it at once both find it made', async () => {
  const folder = join(scratch, 'a', 'b', 'c');
  expect(await Promise.all([makeWritable(folder), makeWritable(folder)])).toEqual([undefined, undefined]);
});

(existsSync('/proc/self') ? test : test.skip)(
  'a place where the system makes no folder is refused at once',
  async () => {
    const obstacle = await makeWritable('/proc/astrolabe/data');
    expect(obstacle?.path).toBe('/proc/astrolabe');
  },
);

// Root may write anywhere.
(process.getuid?.() === 0 ? test.skip : test)('a folder without the right to write is named', async () => {
  const closed = join(scratch, 'closed');
  mkdirSync(closed);
  chmodSync(closed, 0o555);
  expect(await makeWritable(closed)).toEqual({ path: closed, reason: 'this user may not write there' });
  expect(await makeWritable(join(closed, 'data'))).toEqual({
    path: join(closed, 'data'),
    reason: 'this user may not write there',
  });
  chmodSync(closed, 0o755);
});
