// The health score: six parts of 0 to 100, each with its weight; a part may be missing.
import { type Customer, firstPurchase } from '../customers';
import { distinct, type Interaction } from '../facts';
import { DAY, type Instant } from '../time';
import { onDefaultScale } from './answers';
import { between, daysBetween } from './instants';
import type { Moment } from './moment';
import { rounded } from './rounded';
import { termsBefore, termsCovering } from './terms';
import type { Values } from './values';

export type HealthBand = 'HEALTHY' | 'WATCH' | 'AT_RISK';

export type HealthPart = {
  readonly name: string;
  readonly weight: number;
  /** null: missing. */
  readonly score: number | null;
};

/** Score and band are null when too little is known. */
export type Health = {
  readonly score: number | null;
  readonly band: HealthBand | null;
  readonly parts: readonly HealthPart[];
};

export function healthOf(customer: Customer, values: Values, moment: Moment): Health {
  const { underTerm } = values;
  /** In hundredths; `canBe`: whether the part can be there at all. */
  const parts = [
    { name: 'recency', hundredths: 25, canBe: !underTerm, score: underTerm ? null : recency(values, moment) },
    { name: 'frequency', hundredths: 20, canBe: !underTerm, score: underTerm ? null : frequency(customer, moment) },
    { name: 'engagement', hundredths: 15, canBe: true, score: engagement(customer, moment) },
    { name: 'satisfaction', hundredths: 20, canBe: true, score: satisfaction(customer, moment) },
    { name: 'complaints', hundredths: 10, canBe: true, score: complaints(customer, moment) },
    { name: 'terms', hundredths: 10, canBe: true, score: terms(customer, moment) },
  ];
  let [possible, there, weighted] = [0, 0, 0];
  for (const { hundredths, canBe, score } of parts) {
    if (canBe) possible += hundredths;
    if (score === null) continue;
    there += hundredths;
    weighted += hundredths * score;
  }
  const score = 2 * there < possible ? null : weighted / there;
  return {
    score,
    band: score === null ? null : bandOf(score),
    parts: parts.map((part) => ({ name: part.name, weight: part.hundredths / 100, score: part.score })),
  };
}

function bandOf(score: number): HealthBand {
  if (rounded(score) >= 70) return 'HEALTHY';
  return rounded(score) >= 40 ? 'WATCH' : 'AT_RISK';
}

/** Days since the last purchase day against one's own rhythm: 100 up to one rhythm, 0 from three. */
function recency({ history }: Values, { businessDate, rules }: Moment): number {
  const { x, txDays, lastDay } = history;
  const d = daysBetween(lastDay, businessDate);
  const r = Math.max(7, x >= 1 ? txDays / x : rules.dormantAfterDays);
  return 100 * Math.min(1, Math.max(0, (3 * r - d) / (2 * r)));
}

const against = (a: number, b: number): number => 100 * Math.min(1, (a + 0.5) / (b + 0.5));

/** Orders of the last six months against those of the six before. */
function frequency(customer: Customer, { t, sixMonthsAgo, twelveMonthsAgo }: Moment): number | null {
  if ((firstPurchase(customer)?.at as Instant) >= sixMonthsAgo) return null;
  const firstLines = customer.orders.map(({ first }) => first);
  const a = between(firstLines, sixMonthsAgo, t).length;
  const b = between(firstLines, twelveMonthsAgo, sixMonthsAgo).length;
  return a === 0 && b === 0 ? null : against(a, b);
}

const engaged = new Set(['login', 'visit', 'content_view', 'event', 'click', 'referral']);

/** Days on which one was there in the last 90 days against the 90 before. */
function engagement({ interactions }: Customer, { t, days90Ago, days180Ago, yearAgo, rules }: Moment): number | null {
  const being = interactions.filter(({ kind }) => engaged.has(kind));
  if (between(being, yearAgo, days90Ago).length === 0) return null;
  const days = (from: Instant, to: Instant) =>
    distinct(between(being, from, to), ({ at }) => rules.clock.dateOf(at)).size;
  const a = days(days90Ago, t);
  const b = days(days180Ago, days90Ago);
  return a === 0 && b === 0 ? 0 : against(a, b);
}

/** The mean of what there is of the last answers of the year to three questions. */
function satisfaction({ interactions }: Customer, { t, yearAgo }: Moment): number | null {
  const answers = between(interactions, yearAgo, t).filter(({ kind }) => kind === 'survey');
  const last = (question: string): Interaction | undefined => answers.findLast((fact) => fact.question === question);
  const [nps, csat, ces] = [last('nps'), last('csat'), last('ces')];
  const found: number[] = [];
  if (nps !== undefined) found.push(onDefaultScale(nps) * 10);
  if (csat !== undefined) found.push(((onDefaultScale(csat) - 1) / 4) * 100);
  if (ces !== undefined) found.push(((onDefaultScale(ces) - 1) / 6) * 100);
  return found.length === 0 ? null : found.reduce((sum, value) => sum + value, 0) / found.length;
}

function complaints({ interactions }: Customer, { t, days180Ago }: Moment): number {
  const made = between(interactions, days180Ago, t).filter(({ kind }) => kind === 'complaint').length;
  return [100, 50, 20][made] ?? 0;
}

/** The term that ends last, of those that end together the one begun first: far from its end, near it, or over. */
function terms(customer: Customer, { t, yearAgo }: Moment): number | null {
  const covering = termsCovering(customer, t).toSorted((one, other) => one.end - other.end || other.start - one.start);
  const last = covering.at(-1);
  if (last !== undefined) return last.end - t > Math.min(60 * DAY, (last.end - last.start) / 2) ? 100 : 50;
  return termsBefore(customer, t).some(({ end }) => yearAgo < end && end <= t) ? 0 : null;
}
