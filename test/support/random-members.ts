// The members of a random company: channels, products, agents, and customers in versions, with empty values, quotes,
// letters of many scripts, tags, and ids whose order differs between code points, UTF-16 and locales.
import type { AgentRow, ChannelRow, CustomerRow, ProductRow } from './naive/company';
import type { NaiveSettings } from './naive/question';
import { hostileMoments, type Moment, nowOf, writeMoment } from './random-instants';
import type { RandomSource } from './random-source';

export const channels: readonly ChannelRow[] = [
  { channel_id: 'web', name: 'Web', category: 'online' },
  { channel_id: 'app', name: 'App "beta"', category: 'online' },
  { channel_id: 'shop', name: '门店', category: 'offline' },
  { channel_id: 'phone', name: 'Phone', category: null },
];

export const products: readonly ProductRow[] = [
  { product_id: 'p1', name: 'Basic', category: 'software', price_tier: '1' },
  { product_id: 'p2', name: 'Plus', category: 'software', price_tier: '2' },
  { product_id: 'p3', name: "Maker's", category: 'software', price_tier: '3' },
  { product_id: 'p4', name: 'Cable, 2 m', category: 'hardware', price_tier: '1' },
  { product_id: 'p5', name: 'Tower', category: 'hardware', price_tier: null },
  { product_id: 'p6', name: 'Advice', category: 'service', price_tier: '1' },
  { product_id: 'p7', name: 'Odds', category: null, price_tier: '2' },
];

const agents: readonly AgentRow[] = [
  { agent_id: 'ann', name: 'Ann', team: 'north', department: 'field', role: 'sales' },
  { agent_id: 'bob', name: 'Bob', team: 'north', department: 'field', role: 'service' },
  { agent_id: 'chi', name: 'Chi', team: 'south', department: 'desk', role: 'sales' },
  { agent_id: 'dee', name: 'Dee', team: null, department: 'desk', role: null },
];

export const campaigns: readonly (string | null)[] = ['spring', 'Sprîng 2', 'fair', null];

/** An id that facts name though no row states it. */
export const unstated = 'ghost';

export function randomAgents(random: RandomSource, settings: NaiveSettings): readonly AgentRow[] {
  const day = () =>
    nowOf(settings)
      .subtract({ days: random.integer(-20, 700) })
      .toPlainDate()
      .toString();
  return agents.map((agent) => {
    if (random.chance(0.5)) return agent;
    const [from, to] = [day(), day()].sort();
    return { ...agent, active_from: random.chance(0.7) ? from : null, active_to: random.chance(0.5) ? to : null };
  });
}

const marks = ['c', 'C', 'é', 'ö-', "O'", '客', '😀', '﹏', 'c 1'];

/** Ties in time are decided by such ids. */
export function hostileId(random: RandomSource, number: number): string {
  return `${random.pick(marks)}${number}`;
}

/** Some customers get no row: they are known from their facts alone. */
export function randomCustomers(
  random: RandomSource,
  settings: NaiveSettings,
  ids: readonly string[],
): readonly CustomerRow[] {
  const moment = hostileMoments(random, settings);
  const stated = ids.filter(() => random.chance(0.92));
  return stated.flatMap((id) => customerRows(random, settings, id, stated, moment));
}

function customerRows(
  random: RandomSource,
  settings: NaiveSettings,
  id: string,
  stated: readonly string[],
  moment: () => Moment,
): readonly CustomerRow[] {
  const starts = new Map<bigint | null, string | null>();
  if (random.chance(0.6)) starts.set(null, null);
  for (
    let left = random.weighted([
      [5, 0],
      [3, 1],
      [2, 2],
      [1, 3],
    ]);
    left > 0 || starts.size === 0;
    left--
  ) {
    const start = moment();
    starts.set(start.epochNanoseconds, writeMoment(start, random));
  }
  const now = nowOf(settings).epochNanoseconds;
  const contact = random.chance(0.5) ? writeMoment(moment(), random) : null;
  const churned = random.chance(0.25) ? writeMoment(moment(), random) : null;
  return [...starts].map(([start, validFrom]) => ({
    customer_id: id,
    valid_from: validFrom,
    ...attributes(
      random,
      settings,
      stated.filter((other) => other !== id),
    ),
    // Only versions that exist now say what is not versioned, and they agree.
    ...(start !== null && start > now
      ? {}
      : { first_contact_at: contact, churned_at: churned, churn_reason: churned === null ? null : 'price' }),
  }));
}

function attributes(random: RandomSource, settings: NaiveSettings, others: readonly string[]): Partial<CustomerRow> {
  const maybe = <T>(items: readonly T[], filled = 0.75): T | null =>
    items.length > 0 && random.chance(filled) ? random.pick(items) : null;
  return {
    name: maybe(['Li, Wei', 'Ana "Nana" Ruiz', "D'Arcy", '王芳', 'Zoë 😀']),
    email: maybe(['a@example.com'], 0.5),
    phone: maybe(['+49 30 1'], 0.5),
    gender: maybe(['F', 'M', 'X']),
    birth_date: maybe([randomBirthDate(random, settings)]),
    country: maybe(['DE', 'CN', 'US']),
    region: maybe(['North', 'south', 'Île-de-France', '华东']),
    city: maybe(['Köln', 'Paris', '上海']),
    industry: maybe(['retail', 'Finance']),
    company_size: maybe(['1-9', '10-49', '50+']),
    acquired_channel: maybe(['web', 'shop', 'phone']),
    acquired_campaign: maybe(['spring', 'fair']),
    referred_by: maybe(others, 0.25),
    tags: maybe(['vip', 'vip;new', 'new; vip ;b2b', 'B2B', ';'], 0.6),
  };
}

function randomBirthDate(random: RandomSource, settings: NaiveSettings): string {
  const today = nowOf(settings).toPlainDate();
  const around = today.subtract({ years: random.pick([17, 18, 24, 25, 35, 44, 45, 55]) });
  return random
    .weighted([
      [5, around.subtract({ days: random.integer(-400, 400) })],
      [2, around],
      [1, around.with({ year: 2000, month: 2, day: 29 })],
    ])
    .toString();
}
