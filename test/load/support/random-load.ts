// Random rows of every table, with what makes loading hard: ties, versions, members nobody describes, guests, terms,
// churned customers, facts on both sides of a clock change. The same seed gives the same rows.
import { csv } from './load-folder';

export type Row = Readonly<Record<string, string | number | null>>;
export type Rows = Readonly<Record<string, readonly Row[]>>;

/** A source of random numbers (mulberry32). */
export function randomSource(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    chance: (probability: number) => next() < probability,
    pick: <Item>(items: readonly Item[]): Item => items[below(items.length)]!,
    shuffled<Item>(items: readonly Item[]): Item[] {
      const rest = [...items];
      for (let index = rest.length - 1; index > 0; index--) {
        const other = below(index + 1);
        [rest[index], rest[other]] = [rest[other]!, rest[index]!];
      }
      return rest;
    },
  };
}
export type RandomSource = ReturnType<typeof randomSource>;

const firstDay = Date.UTC(2023, 9, 1);
const day = 86_400_000;

/**
 * An instant of two years: any, one of few that many rows share (whole multiples of 24 days apart, so that limits in
 * days are met exactly), or one near a clock change.
 */
export function randomInstant({ below, chance, pick }: RandomSource): string {
  if (chance(0.1)) return new Date(firstDay + pick([182, 392, 28, 546]) * day + below(day)).toISOString();
  const at = chance(0.6) ? below(30) * 24 * day + pick([0, 6]) * 3_600_000 : below(720) * day + below(day);
  return new Date(firstDay + at).toISOString();
}

const kinds = [
  'lead',
  'touch',
  'inquiry',
  'ticket',
  'complaint',
  'login',
  'retention_offer',
  'survey',
  'stage',
] as const;
const stageNames = ['lead', 'contacted', 'quoted', 'won', 'lost'] as const;

export function randomRows(seed: number, size = 1): Rows {
  const random = randomSource(seed);
  const { below, chance, pick } = random;
  const maybe = <Value>(probability: number, value: () => Value): Value | null =>
    chance(probability) ? value() : null;
  const customer = () => `c${below(20 * size)}`;
  const channel = () => pick(['web', 'shop', 'app', 'unheard of']);
  const agent = () => pick(['mei', 'jun', 'nobody knows']);
  const product = () => pick(['tea', 'pot', 'cup', 'club', 'ghost']);
  const rows = (count: number, make: (index: number) => Row): Row[] =>
    Array.from({ length: count }, (_, index) => make(index));

  const customers: Row[] = [];
  for (let index = 0; index < 16 * size; index++) {
    const versions = new Set<string | null>([chance(0.7) ? null : randomInstant(random)]);
    while (chance(0.4)) versions.add(randomInstant(random));
    for (const validFrom of versions) {
      customers.push({
        customer_id: `c${index}`,
        name: maybe(0.9, () => `Name, "${below(99)}"`),
        region: maybe(0.8, () => pick(['north', 'south', 'east'])),
        gender: maybe(0.5, () => pick(['F', 'M', 'X'])),
        acquired_channel: maybe(0.6, channel),
        referred_by: maybe(0.1, customer),
        first_contact_at: maybe(0.4, () => randomInstant(random)),
        churned_at: maybe(0.25, () => randomInstant(random)),
        churn_reason: maybe(0.2, () => pick(['price', 'moved'])),
        tags: maybe(0.4, () => pick(['vip', 'vip;trade', 'trade'])),
        valid_from: validFrom,
      });
    }
  }
  return {
    customers,
    channels: ['web', 'shop', 'app'].map((id) => ({ channel_id: id, name: id.toUpperCase(), category: 'online' })),
    products: ['tea', 'pot', 'cup', 'club'].map((id, index) => ({
      product_id: id,
      name: id,
      category: index < 2 ? 'kitchen' : id,
      price_tier: index,
    })),
    agents: ['mei', 'jun'].map((id) => ({ agent_id: id, name: id, team: 'one', department: 'trade', role: 'sales' })),
    interactions: rows(160 * size, (index) => {
      const kind = pick(kinds);
      return {
        interaction_id: `i${index}`,
        occurred_at: randomInstant(random),
        kind,
        customer_id: maybe(0.9, customer),
        channel_id: maybe(0.8, channel),
        agent_id: maybe(0.6, agent),
        campaign: maybe(0.3, () => pick(['spring', 'autumn'])),
        opportunity_id: kind === 'stage' ? `o${below(12 * size)}` : null,
        stage: kind === 'stage' ? pick(stageNames) : null,
        amount: kind === 'stage' ? maybe(0.5, () => below(90_000) / 100) : null,
        product_id: kind === 'stage' ? maybe(0.5, product) : null,
        question: kind === 'survey' ? pick(['nps', 'csat']) : null,
        score: kind === 'survey' ? 1 + below(5) : null,
        scale_max: kind === 'survey' ? maybe(0.3, () => 20) : null,
        response_seconds: maybe(0.3, () => below(9999) / 8),
      };
    }),
    transactions: rows(140 * size, (index) => {
      const kind = pick(['order', 'order', 'order', 'renewal', 'refund'] as const);
      const at = randomInstant(random);
      return {
        transaction_id: `t${index}`,
        order_id: `order ${below(90 * size)}`,
        occurred_at: at,
        kind,
        revenue: kind === 'refund' ? -below(5000) / 100 : below(90_000) / 100,
        customer_id: maybe(0.9, customer),
        cost: kind === 'refund' ? null : maybe(0.7, () => below(40_000) / 100),
        quantity: kind === 'refund' ? null : maybe(0.5, () => 1 + below(4)),
        product_id: maybe(0.9, product),
        channel_id: maybe(0.8, channel),
        agent_id: maybe(0.4, agent),
        term_end:
          kind === 'refund' ? null : maybe(0.2, () => new Date(Date.parse(at) + (1 + below(400)) * day).toISOString()),
      };
    }),
    spend: rows(10, (index) => ({
      spend_id: `s${index}`,
      date: randomInstant(random).slice(0, 10),
      purpose: pick(['marketing', 'sales', 'retention', 'service']),
      amount: below(10_000) / 100,
      channel_id: maybe(0.7, channel),
      campaign: null,
    })),
    targets: rows(4, (index) => ({
      metric: pick(['revenue', 'CHURN_RATE']),
      from: `2024-0${index + 1}-01`,
      to: `2024-0${index + 1}-28`,
      value: below(1000),
      dimension: index === 0 ? 'REGION' : null,
      member: index === 0 ? 'north' : null,
    })),
  };
}

/** The rows as files of a load. */
export const filesOf = (rows: Rows): Record<string, string> =>
  Object.fromEntries(
    Object.entries(rows)
      .filter(([, ofTable]) => ofTable.length > 0)
      .map(([table, ofTable]) => [`${table}.csv`, csv(ofTable)]),
  );

/** Every row once, dealt to so many loads at random and in random order. */
export function dealt(rows: Rows, loads: number, random: RandomSource): readonly Rows[] {
  const hands = Array.from({ length: loads }, (): Record<string, Row[]> => ({}));
  for (const [table, ofTable] of Object.entries(rows)) {
    for (const row of random.shuffled(ofTable)) {
      const hand = hands[random.below(loads)]!;
      hand[table] = [...(hand[table] ?? []), row];
    }
  }
  return hands;
}
