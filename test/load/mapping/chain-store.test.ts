// Texts of many keys kept in chains: what is asked comes back whole and in order, whether it lies in memory or in the file.
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { chainStore } from '../../../src/load/mapping/lookups/chain-store';
import { fingerprint } from '../../../src/load/mapping/row-counter';

const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('astrolabe-look-up-'));

test.each([
  ['in memory', undefined],
  ['in a file from the first block on', 1],
  ['in a file from the third block on', 3 * 1024 * 1024],
])('%s', (_, inMemory) => {
  const before = folders();
  const random = xoroshiro128plus(11);
  const store = chainStore(inMemory);
  const model = new Map<string, string[]>();
  for (let index = 0; index < 10_000; index++) {
    const key = `key ${uniformInt(random, 0, 2_999)}`;
    // Some longer than what is read of a link at once, one longer than a block.
    const length = index === 5_000 ? 3_000_000 : uniformInt(random, 0, index % 50 === 0 ? 5_000 : 200);
    const text = `${index}é${'语'.repeat(length)}`;
    store.add(fingerprint([key]), text);
    model.set(key, [...(model.get(key) ?? []), text]);
  }
  for (const [key, texts] of model) expect(store.of(fingerprint([key]))).toEqual(texts);
  expect(store.of(fingerprint(['no such key']))).toEqual([]);
  expect(folders().length - before.length).toBe(inMemory === undefined ? 0 : 1);
  store.close();
  store.close();
  expect(folders()).toEqual(before);
});
