// Which rows of a table rule stay: all, each content once, or the first or the last row of a key, by their place or by a number
// or time. Keys are remembered as fingerprints; where a later row can decide, the files are read once before.
import { compareOrders, type Order } from './order';
import { type RowCounter, rowCounter } from './row-counter';

export type Keep = 'all' | 'distinct' | 'first' | 'last';

export type KeepRule = {
  readonly keep: Keep;
  /** Whether the files have to be read before, and each row announced. */
  readonly readsBefore: boolean;
  /** Tells a row of the reading before: its key, and its place by `by` where it has one. */
  announce(key: string, order: Order | null): void;
  /** Whether rows of the key have places that cannot be compared: none of them is the first or the last. */
  isMixed(key: string): boolean;
  /** Whether the row of this fingerprint (of its content for "distinct", else of its key) stays. */
  stays(fingerprint: string): boolean;
};

/** `ordered`: by a number or time instead of the place of a row. */
export function keepRule(keep: Keep, ordered: boolean): KeepRule {
  const announced: RowCounter = rowCounter();
  const seen: RowCounter = rowCounter();
  /** The row of each key that stays, by how many of the key came before it. */
  const best = new Map<string, { readonly count: number; readonly order: Order | null }>();
  const sign = keep === 'last' ? -1 : 1;
  const kinds = new Map<string, Order['kind']>();
  const mixed = new Set<string>();
  return {
    keep,
    readsBefore: keep === 'last' || ordered,
    announce(key, order) {
      const count = announced.add(key);
      if (!ordered) return;
      if (order !== null) {
        const kind = kinds.get(key) ?? order.kind;
        kinds.set(key, kind);
        if (kind !== order.kind) mixed.add(key);
      }
      const standing = best.get(key);
      if (standing === undefined || isBefore(order, standing.order, sign)) best.set(key, { count, order });
    },
    isMixed: (key) => mixed.has(key),
    stays(fingerprint) {
      if (keep === 'all') return true;
      const count = seen.add(fingerprint);
      if (ordered) return count === best.get(fingerprint)!.count;
      return count === (keep === 'last' ? announced.count(fingerprint) : 1);
    },
  };
}

/** Whether a row goes before the one that stands: of equal ones the first stays, or with `sign` -1 the last. */
function isBefore(order: Order | null, standing: Order | null, sign: 1 | -1): boolean {
  if (order === null || standing === null) return order !== null || (standing === null && sign === -1);
  const compared = compareOrders(order, standing) * sign;
  return compared < 0 || (compared === 0 && sign === -1);
}
