// Whole numbers out of COPY, wherever its chunks are cut.
import { Readable } from 'node:stream';
import { readIntegerRows } from '../../../src/customer/scoring/integer-rows';

const text = '1\t-20\t\\N\n1763700000000000\t0\t-9007199254740991\n';

it.each([1, 2, 3, 5, 7, 100])('in chunks of %i bytes', async (size) => {
  const bytes = Buffer.from(text);
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
  const rows: number[][] = [];
  await readIntegerRows(Readable.from(chunks), 3, (row) => rows.push([...row]));
  expect(rows).toEqual([
    [1, -20, Number.NaN],
    [1_763_700_000_000_000, 0, -9_007_199_254_740_991],
  ]);
});
