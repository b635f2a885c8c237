// A random company in the load format: small, valid in every row, and hostile. The same seed, settings and size give the
// same company; a smaller size takes a beginning of the same facts, so that failures shrink.
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { Company, CustomerRow, SpendRow } from './naive/company';
import type { NaiveSettings } from './naive/question';
import { type RandomFact, randomFacts } from './random-facts';
import { nowOf } from './random-instants';
import { campaigns, channels, hostileId, products, randomAgents, randomCustomers } from './random-members';
import { type RandomSource, randomSource } from './random-source';
import { randomTargets } from './random-targets';

export type CompanySize = { readonly customers: number; readonly facts: number };

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Shanghai'];

export function randomSettings(seed: number): NaiveSettings {
  const random = randomSource(seed);
  const timeZone = random.pick(zones);
  const day = Temporal.PlainDate.from('2024-01-01').add({ days: random.integer(0, 730) });
  const moment = random.weighted([
    [4, day.toZonedDateTime({ timeZone, plainTime: '15:45' }).add({ seconds: random.integer(0, 20_000) })],
    [2, day.toZonedDateTime(timeZone)],
    [1, day.with({ day: 1 }).toZonedDateTime(timeZone)],
    [1, day.with({ day: 1 }).toZonedDateTime(timeZone).subtract({ microseconds: 1 })],
    // The last day of a month that is not over.
    [1, day.with({ day: day.daysInMonth }).toZonedDateTime({ timeZone, plainTime: '12:00' })],
    [1, Temporal.PlainDate.from('2024-02-29').toZonedDateTime({ timeZone, plainTime: '12:00' })],
  ]);
  const lostAfterDays = random.pick([180, 180, 60, 30]);
  return {
    now: moment.toInstant().toString(),
    timeZone,
    weekStart: random.pick(['MONDAY', 'MONDAY', 'SUNDAY', 'SATURDAY']),
    fiscalYearStartMonth: random.pick([1, 1, 4, 10, 12]),
    lostAfterDays,
    dormantAfterDays: Math.floor(lostAfterDays / random.pick([2, 2, 4])),
    slaSeconds: random.pick([3600, 3600, 60]),
  };
}

export function randomCompany(seed: number, settings: NaiveSettings, size?: CompanySize): Company {
  const random = randomSource(seed);
  const drawn = { customers: random.pick([0, 1, random.integer(2, 40), 40]), facts: random.integer(0, 300) };
  const { customers: people, facts: wanted } = size ?? drawn;
  const ids = Array.from({ length: people }, (_, number) => hostileId(random, number));
  const customers = randomCustomers(randomSource(seed + 2), settings, ids);
  const facts = randomFacts(randomSource(seed + 1), settings, ids, wanted);
  const agents = randomAgents(random, settings);
  const kept = withoutUnknownFuture(facts, customers, settings);
  const rows = {
    customers,
    channels,
    products,
    agents,
    interactions: kept.flatMap((fact) => (fact.table === 'interactions' ? [fact.row] : [])),
    transactions: kept.flatMap((fact) => (fact.table === 'transactions' ? [fact.row] : [])),
    spend: randomSpend(random, settings),
  };
  return { ...rows, targets: randomTargets(random, settings, rows) };
}

/** A company with settings of its own or the given ones; it shrinks to fewer customers and facts. */
export function arbitraryCompany(
  given?: NaiveSettings,
): fc.Arbitrary<{ readonly settings: NaiveSettings; readonly company: Company }> {
  return fc
    .record({
      seed: fc.integer({ min: 0, max: 2 ** 30 }),
      customers: fc.noBias(fc.integer({ min: 0, max: 40 })),
      facts: fc.noBias(fc.integer({ min: 0, max: 300 })),
    })
    .map(({ seed, ...size }) => {
      const settings = given ?? randomSettings(seed);
      return { settings, company: randomCompany(seed, settings, size) };
    });
}

/**
 * Facts after now do not exist yet, and whether someone seen in nothing else is on file is nobody's question: such
 * customers and agents get no facts after now.
 */
function withoutUnknownFuture(
  facts: readonly RandomFact[],
  customers: readonly CustomerRow[],
  settings: NaiveSettings,
): readonly RandomFact[] {
  const now = nowOf(settings);
  const exists = (fact: RandomFact) => Temporal.ZonedDateTime.compare(fact.at, now) <= 0;
  const past = facts.filter(exists);
  const contacted = customers.filter((row) => row.first_contact_at != null).map((row) => row.customer_id);
  const knownCustomers = new Set([null, ...contacted, ...past.map((fact) => fact.row.customer_id)]);
  const knownAgents = new Set([null, 'ann', 'bob', 'chi', 'dee', ...past.map((fact) => fact.row.agent_id)]);
  return facts.filter(
    (fact) =>
      exists(fact) || (knownCustomers.has(fact.row.customer_id ?? null) && knownAgents.has(fact.row.agent_id ?? null)),
  );
}

function randomDay(random: RandomSource, settings: NaiveSettings): Temporal.PlainDate {
  const day = nowOf(settings)
    .toPlainDate()
    .subtract({ days: random.integer(-10, 700) });
  return random.chance(0.2) ? day.with({ day: 1 }) : day;
}

function randomSpend(random: RandomSource, settings: NaiveSettings): readonly SpendRow[] {
  return Array.from({ length: random.integer(0, 60) }, (_, number) => ({
    spend_id: `s${number}`,
    date: randomDay(random, settings).toString(),
    purpose: random.pick(['marketing', 'marketing', 'sales', 'retention', 'service']),
    amount: random.pick(['100', '12.5', '0.3333', '4000']),
    channel_id: random.pick(['web', 'shop', 'phone', null]),
    campaign: random.pick(campaigns),
  }));
}
