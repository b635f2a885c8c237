// A random history of a warehouse: small loads that bring new rows and correct those of before (also to another customer,
// also versions and late facts), aliases of customers, loads taken back, targets set and deleted. The same seed gives the same history.
import { load } from '../../../src/load/load';
import { deleteTarget, setTarget } from '../../../src/load/set-target';
import { unload } from '../../../src/load/unload';
import type { Warehouse } from '../../../src/warehouse/warehouse';
import { loadFolder } from './load-folder';
import { dealt, filesOf, type RandomSource, type Rows, randomRows, randomSource } from './random-load';

export type Step = { readonly words: string; readonly take: (warehouse: Warehouse) => Promise<void> };

const target = (month: number) => ({ metric: 'REVENUE', from: `2024-0${month}-01`, to: `2024-0${month}-28` });

/** Says of a few customers that they are others; what is unknown or makes a circle goes to quarantine. */
export function randomAliases({ below }: RandomSource, customers: number): Rows {
  const aliases = new Map(Array.from({ length: 3 }, () => [`c${below(customers)}`, `c${below(customers)}`]));
  return { customer_aliases: [...aliases].map(([alias_id, customer_id]) => ({ alias_id, customer_id })) };
}

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
    const dice = random.below(12);
    if (dice < 5) return loadHand(random.pick(hands));
    if (dice >= 10) return loadHand(randomAliases(random, 4));
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
