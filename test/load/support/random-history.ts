// A random history of a warehouse: small loads that bring new rows and correct those of before (also to another customer,
// also versions and late facts), loads taken back, targets set and deleted. The same seed gives the same history.
import { load } from '../../../src/load/load';
import { deleteTarget, setTarget } from '../../../src/load/set-target';
import { unload } from '../../../src/load/unload';
import type { Warehouse } from '../../../src/warehouse/warehouse';
import { loadFolder } from './load-folder';
import { dealt, filesOf, type Rows, randomRows, randomSource } from './random-load';

export type Step = { readonly words: string; readonly take: (warehouse: Warehouse) => Promise<void> };

const target = (month: number) => ({ metric: 'REVENUE', from: `2024-0${month}-01`, to: `2024-0${month}-28` });

export function randomHistory(seed: number, steps: number): readonly Step[] {
  const random = randomSource(seed);
  const hands = [
    ...dealt(randomRows(seed, 0.2), 2, random),
    // The same keys with other values.
    ...dealt(randomRows(seed + 100_000, 0.2), 3, random),
  ];
  const standing: number[] = [];
  const loadHand = (hand: Rows): Step => ({
    words: 'load',
    take: async (warehouse) => {
      standing.push((await load(warehouse, { path: await loadFolder(filesOf(hand)) })).loadId);
    },
  });
  const step = (): Step => {
    const dice = random.below(10);
    if (dice < 5) return loadHand(random.pick(hands));
    if (dice < 8) {
      const which = random.below(100);
      return {
        words: 'unload',
        take: async (warehouse) => {
          const [loadId] = standing.splice(which % Math.max(1, standing.length), 1);
          if (loadId !== undefined) await unload(warehouse, loadId);
        },
      };
    }
    const key = target(1 + random.below(3));
    const value = String(random.below(3));
    return dice === 8
      ? { words: 'set a target', take: async (warehouse) => void (await setTarget(warehouse, { ...key, value })) }
      : { words: 'delete a target', take: async (warehouse) => void (await deleteTarget(warehouse, key)) };
  };
  return [loadHand(hands[0]!), ...Array.from({ length: steps - 1 }, step)];
}
