// A look-up: rows of another file by their key, and what the rows of one key say together. Rows are kept as they were made, and
// judged when a key is asked for.
import { LRUCache } from 'lru-cache';
import { type RowProblem, rowProblem } from '../../format/row-problem';
import { compareOrders, mixedOrders, noOrder, type Order, orderOf } from '../order';
import { isProblem, type LookUp, type Made } from '../row';
import { fingerprint } from '../row-counter';
import { isTaken, type LookupRule } from '../schema';
import type { Times } from '../times';
import { type ChainStore, chainStore } from './chain-store';
import { agreed, type KeptRow, taken } from './taken';

/** The row of a look-up as it is made of its file: what each value is of, and by what it is ordered. */
export type MadeRow = {
  readonly key: readonly string[];
  readonly asOf: Made;
  readonly of: readonly Made[];
  readonly by: readonly Made[];
};

export type FilledLookUp = LookUp & {
  add(row: MadeRow): void;
  /** A row that could not be read: what it would have said is not known. */
  addUnreadable(place: string, problem: RowProblem): void;
  close(): void;
};

/** What the rows of one key say: in look-ups without `asOf` one stretch. */
type Stretch = { readonly from: Order | null; readonly values: readonly Made[] };

const rememberedKeys = 10_000;

const isTimeOfDay = /^\d{4}-\d\d-\d\d[T ]\d\d:/i;

/** `times`: what times of the look-up's own file mean. */
export function filledLookUp(
  name: string,
  rule: LookupRule,
  times: Times,
  store: ChainStore = chainStore(),
): FilledLookUp {
  const names = Object.keys(rule.values);
  const rules = Object.values(rule.values);
  const remembered = new LRUCache<string, readonly Stretch[] | RowProblem>({ max: rememberedKeys });
  let unreadable: { count: number; readonly first: string } | null = null;

  const unknown = (key: readonly string[]): RowProblem =>
    rowProblem(
      'LOOKUP_UNREADABLE',
      `What the look-up ${name} has for "${key.join(', ')}" is not known: ${unreadable!.count === 1 ? 'a row' : `${unreadable!.count} rows`} of its file could not be read (${unreadable!.first}).`,
    );

  function stretchesOf(key: readonly string[], print: string): readonly Stretch[] | RowProblem {
    const known = remembered.get(print);
    if (known !== undefined) return known;
    const rows = store.of(print).map(fromText);
    const said = rule.asOf === undefined ? whole(rows, key) : stretches(rows, key);
    remembered.set(print, said);
    return said;
  }

  const valuesOf = (rows: readonly KeptRow[], key: readonly string[]): readonly Made[] =>
    rules.map((value, index) =>
      isTaken(value) ? taken(value, rows, index, times) : agreed(rows, index, `${name} has for "${key.join(', ')}"`),
    );

  const whole = (rows: readonly KeptRow[], key: readonly string[]): readonly Stretch[] =>
    rows.length === 0 ? [] : [{ from: null, values: valuesOf(rows, key) }];

  function stretches(rows: readonly KeptRow[], key: readonly string[]): readonly Stretch[] | RowProblem {
    const begun: { readonly from: Order; readonly rows: KeptRow[] }[] = [];
    const ordered: { readonly from: Order; readonly row: KeptRow }[] = [];
    for (const row of rows) {
      if (row.asOf === null) continue;
      if (isProblem(row.asOf)) return row.asOf;
      const from = orderOf(row.asOf, times);
      if (from === null) return noOrder(row.asOf);
      ordered.push({ from, row });
    }
    const mixed = mixedOrders(ordered.map(({ from }) => from));
    if (mixed !== null) return mixed;
    for (const { from, row } of ordered.sort((one, other) => compareOrders(one.from, other.from))) {
      const last = begun.at(-1);
      if (last !== undefined && compareOrders(last.from, from) === 0) last.rows.push(row);
      else begun.push({ from, rows: [row] });
    }
    return begun.map(({ from, rows: of }) => ({ from, values: valuesOf(of, key) }));
  }

  return {
    finder(give) {
      const index = names.indexOf(give);
      const needsAllRows = isTaken(rules[index]!) || rule.asOf !== undefined;
      return (key, at, ofAsker) => {
        const found = stretchesOf(key, fingerprint(key));
        if (isProblem(found)) return found;
        if (unreadable !== null && (needsAllRows || found.length === 0)) return unknown(key);
        const stretch = rule.asOf === undefined ? found[0] : begunBy(found, at!, ofAsker);
        if (isProblem(stretch)) return stretch;
        const given = stretch?.values[index];
        // A time of day on the clock of another zone would be read on the asker's.
        return typeof given === 'string' && ofAsker.zone !== times.zone && isTimeOfDay.test(given)
          ? times.withOffset(given)
          : given;
      };
    },
    add({ key, asOf, of, by }) {
      store.add(fingerprint(key), JSON.stringify([asOf, of, by]));
    },
    addUnreadable(place, problem) {
      if (unreadable === null) unreadable = { count: 1, first: `${place}: ${problem.message.replace(/\.$/, '')}` };
      else unreadable.count += 1;
    },
    close: () => store.close(),
  };
}

function fromText(text: string): KeptRow {
  const [asOf, of, by] = JSON.parse(text) as [Made, readonly Made[], readonly Made[]];
  return { asOf, of, by };
}

/** The last stretch that began by then. */
function begunBy(found: readonly Stretch[], at: string, times: Times): Stretch | undefined | RowProblem {
  const instant = orderOf(at, times);
  if (instant === null) return noOrder(at);
  if (found.length > 0 && found[0]!.from!.kind !== instant.kind) return mixedOrders([found[0]!.from!, instant])!;
  let [low, high] = [0, found.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareOrders(found[middle]!.from!, instant) <= 0) low = middle + 1;
    else high = middle;
  }
  return found[low - 1];
}
