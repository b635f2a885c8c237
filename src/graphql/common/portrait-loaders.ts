// What single customers are, read for all customers of a request at once: one statement a table, however many customers are
// asked about, and however their fields stand in the document.
import DataLoader from 'dataloader';
import { readByAnyId } from '../../customer/portrait/by-any-id';
import { type Judging, readJudging } from '../../customer/portrait/judging';
import type { NeededColumns, Portrait } from '../../customer/portrait/portraits';
import { type Purchases, readPurchases } from '../../customer/portrait/purchases';
import { readSegmentsOf } from '../../customer/portrait/segments-of';
import { type Standing, standingAt } from '../../customer/portrait/standing';
import { readTierHistories, type TierRun } from '../../customer/portrait/tier-history';
import { readTimelines, type TimelineEvent, type TimelinePage } from '../../customer/portrait/timeline';
import type { Segment } from '../../model/segment';
import type { AnswerContext } from '../../query/reading';

/** A customer as of an instant. */
export type Placed = { readonly customerNo: number; readonly standing: Standing };

export type PortraitLoaders = {
  /** As of the end of a day; now without one. */
  readonly standing: (asOf: string | null | undefined) => Promise<Standing>;
  /** With the columns that are needed; null: all. */
  readonly customers: (
    ids: readonly string[],
    standing: Standing,
    needed: NeededColumns,
  ) => Promise<readonly (Portrait | null)[]>;
  readonly judging: (standing: Standing) => Promise<Judging>;
  readonly purchases: (customer: Placed) => Promise<Purchases | null>;
  readonly tierHistory: (customer: Placed) => Promise<readonly TierRun[] | null>;
  readonly segments: (customer: Placed) => Promise<readonly Segment[] | null>;
  readonly timeline: (customer: Placed, page: TimelinePage) => Promise<readonly TimelineEvent[] | null>;
};

type ReadAll<Value> = (customers: readonly number[], standing: Standing) => Promise<ReadonlyMap<number, Value>>;

function neededByAll(each: readonly NeededColumns[]): NeededColumns {
  const distinct = new Set(each);
  return distinct.has(null) ? null : new Set([...distinct].flatMap((needed) => [...needed!]));
}

const neededKey = (needed: NeededColumns): string => (needed === null ? '*' : [...needed].join());

/** Groups what is asked for by a key, reads each group at once, and gives everyone what is theirs. */
async function byGroup<Asked, Value>(
  asked: readonly Asked[],
  keyOf: (each: Asked) => string,
  readGroup: (group: readonly Asked[]) => Promise<(each: Asked) => Value>,
): Promise<(Value | Error)[]> {
  const groups = new Map<string, Asked[]>();
  for (const each of asked) {
    const key = keyOf(each);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(each);
  }
  const read = new Map([...groups].map(([key, group]) => [key, readGroup(group)]));
  return Promise.all(
    asked.map(async (each) => {
      const find = await read.get(keyOf(each))!.catch((error: Error) => error);
      return find instanceof Error ? find : find(each);
    }),
  );
}

/** A loader of what every customer has one of. */
function ofCustomers<Value>(readAll: ReadAll<Value>): (customer: Placed) => Promise<Value | null> {
  const loader = new DataLoader<Placed, Value | null, string>(
    (asked) =>
      byGroup(
        asked,
        ({ standing }) => standing.key,
        async (group) => {
          const numbers = group.map(({ customerNo }) => customerNo);
          const values = await readAll(numbers, group[0]!.standing);
          return ({ customerNo }) => values.get(customerNo) ?? null;
        },
      ),
    { cacheKeyFn: ({ customerNo, standing }) => `${customerNo} ${standing.key}` },
  );
  return (customer) => loader.load(customer);
}

export function createPortraitLoaders(context: AnswerContext): PortraitLoaders {
  const standings = new Map<string, Promise<Standing>>();
  const judgings = new Map<string, Promise<Judging>>();
  const pages = new Map<string, (customer: Placed) => Promise<readonly TimelineEvent[] | null>>();
  const once = <Value>(known: Map<string, Value>, key: string, make: () => Value): Value => {
    const value = known.get(key) ?? make();
    known.set(key, value);
    return value;
  };
  type ById = { readonly id: string; readonly standing: Standing; readonly needed: NeededColumns };
  const portraits = new DataLoader<ById, Portrait | null, string>(
    (asked) =>
      byGroup(
        asked,
        ({ standing }) => standing.key,
        async (group) => {
          const ids = [...new Set(group.map(({ id }) => id))];
          const needed = neededByAll(group.map((each) => each.needed));
          const found = await readByAnyId(ids, group[0]!.standing, needed, context);
          return ({ id }) => found.get(id) ?? null;
        },
      ),
    { cacheKeyFn: ({ id, standing, needed }) => `${standing.key} ${neededKey(needed)} ${id}` },
  );
  return {
    standing: (asOf) => once(standings, asOf ?? '', () => standingAt(asOf, context)),
    customers: (ids, standing, needed) => Promise.all(ids.map((id) => portraits.load({ id, standing, needed }))),
    judging: (standing) => once(judgings, standing.key, () => readJudging(standing, context)),
    purchases: ofCustomers((customers, standing) => readPurchases(customers, standing, context)),
    tierHistory: ofCustomers((customers, standing) => readTierHistories(customers, standing, context)),
    segments: ofCustomers((customers, standing) => readSegmentsOf(customers, standing, context)),
    timeline: (customer, page) =>
      once(pages, JSON.stringify(page), () =>
        ofCustomers((customers, standing) => readTimelines(customers, page, standing, context)),
      )(customer),
  };
}
