// A cell is one bucket of one slice: what a metric is worked out from. Its facts are those of P that stand in the slice;
// `everything` gives the facts of P unrestricted; whole histories hang on the customers.
import type { Customer } from './customers';
import { type Attributes, dimensionsOf, type Member, membersOf } from './dimensions';
import type { Agent, Entity, Interaction, Spend, Transaction } from './facts';
import { choosesCustomers, dimensionsIn, holds, type PlainFilter } from './filters';
import type { Asked, Period } from './period';
import { DAY, type Instant } from './time';
import type { World } from './world';

export type Slicing = {
  readonly by: readonly string[];
  /** null: everything. */
  readonly where: PlainFilter | null;
  readonly attributes: Attributes;
  /** The members of the first dimension that stand by themselves; absent: all. */
  readonly apart?: ReadonlySet<Member>;
  /** Whether this kind of entity has every dimension sliced or filtered by, and customers if customers are chosen. */
  applies(kind: Entity['entity']): boolean;
  /** The slices in which an entity placed at an instant stands; none if the filter leaves it out. */
  slicesOf(entity: Entity, at: Instant): ReadonlySet<string>;
};

export type FactsOfP = {
  readonly period: Period;
  readonly transactions: readonly Transaction[];
  readonly interactions: readonly Interaction[];
  readonly spend: readonly Spend[];
};

export type Cell = {
  readonly world: World;
  readonly asked: Asked;
  readonly period: Period;
  /** The period that P compares with as its previous one. */
  readonly previous: Period;
  readonly slicing: Slicing;
  readonly keys: readonly Member[];
  readonly everything: FactsOfP;
  readonly transactions: readonly Transaction[];
  readonly interactions: readonly Interaction[];
  readonly spend: readonly Spend[];
  readonly agents: readonly Agent[];
  /** All customers known now that stand in the slice when placed at t. */
  customersAt(t: Instant): readonly Customer[];
  /** Of other entities those that stand in the slice when each is placed at its instant. */
  keep<T extends Entity>(entities: readonly T[], placedAt: (entity: T) => Instant): T[];
  /** Whether a window of so many days after P is still open now. */
  stillOpen(days: number): boolean;
};

export const sliceName = (keys: readonly Member[]): string => JSON.stringify(keys);
export const sliceKeys = (name: string): readonly Member[] => JSON.parse(name);

export function slicingOf(
  world: World,
  asked: Asked,
  by: readonly string[],
  where: PlainFilter | null,
  attributes: Attributes,
): Slicing {
  const placing = { world, attributes, clock: asked.clock };
  const used = [...by, ...(where === null ? [] : dimensionsIn(where))];
  const needed = where !== null && choosesCustomers(where) ? [...used, 'CUSTOMER'] : used;
  const known = new Map<Entity, Map<Instant, ReadonlySet<string>>>();
  const work = (entity: Entity, at: Instant): ReadonlySet<string> => {
    const members = (dimension: string) => membersOf(dimension, entity, at, placing);
    if (where !== null && !holds(where, members)) return new Set();
    return new Set(combinations(by.map(members)).map(sliceName));
  };
  return {
    by,
    where,
    attributes,
    applies: (kind) => needed.every((dimension) => dimensionsOf[kind].includes(dimension)),
    slicesOf(entity, at) {
      const ofEntity = known.get(entity) ?? new Map<Instant, ReadonlySet<string>>();
      known.set(entity, ofEntity);
      const slices = ofEntity.get(at) ?? work(entity, at);
      ofEntity.set(at, slices);
      return slices;
    },
  };
}

function combinations(members: readonly (readonly Member[])[]): readonly (readonly Member[])[] {
  return members.reduce<readonly (readonly Member[])[]>(
    (tuples, next) => tuples.flatMap((tuple) => next.map((member) => [...tuple, member])),
    [[]],
  );
}

export function factsOfP(world: World, period: Period): FactsOfP {
  const within = (fact: { readonly at: Instant }) => period.s <= fact.at && fact.at < period.e;
  return {
    period,
    transactions: world.transactions.filter(within),
    interactions: world.interactions.filter(within),
    spend: world.spend.filter(({ date }) => period.from <= date && date <= period.lastDay),
  };
}

export function cellOf(
  world: World,
  asked: Asked,
  slicing: Slicing,
  facts: FactsOfP,
  previous: Period,
  slice: string,
): Cell {
  const { period } = facts;
  const keep = <T extends Entity>(entities: readonly T[], placedAt: (entity: T) => Instant): T[] =>
    entities.filter((entity) => slicing.slicesOf(entity, placedAt(entity)).has(slice));
  const customers = new Map<Instant, readonly Customer[]>();
  const once = <T>(work: () => T): (() => T) => {
    let made: { readonly value: T } | null = null;
    return () => {
      made ??= { value: work() };
      return made.value;
    };
  };
  const transactions = once(() => keep(facts.transactions, (row) => row.at));
  const interactions = once(() => keep(facts.interactions, (row) => row.at));
  return {
    world,
    asked,
    period,
    previous,
    slicing,
    keys: sliceKeys(slice),
    everything: facts,
    get transactions() {
      return transactions();
    },
    get interactions() {
      return interactions();
    },
    get spend() {
      return keep(facts.spend, () => period.s);
    },
    get agents() {
      return keep([...world.agents.values()], () => period.s);
    },
    customersAt(t) {
      const placed = customers.get(t) ?? keep(world.customers, () => t);
      customers.set(t, placed);
      return placed;
    },
    keep,
    stillOpen: (days) => period.e + days * DAY > world.now,
  };
}
