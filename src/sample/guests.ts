// Facts of nobody: orders without a customer account, and advertising seen and pages visited by people who are not known.
import { dayOf, daysLater, type Moment, positionIn, shoppingTime } from './calendar';
import { campaignOn } from './campaigns';
import type { Company } from './company';
import { drawLines } from './orders';
import { chance, gamma, integer, logNormal, pick, type Random, randomStream, uniform } from './random';
import { addInteraction, addTransaction, createRecords, type Records } from './records';

/** For each customer and month of the history. */
const guestOrdersPerMonth = 0.008;
const strangersPerMonth = 0.05;

export const guestCount = (customers: number, months: number): number =>
  Math.ceil(customers * months * guestOrdersPerMonth);
export const strangerCount = (customers: number, months: number): number =>
  Math.ceil(customers * months * strangersPerMonth);

/** A moment in the slice of demand that belongs to `number` of `count`. */
function momentOf({ calendar }: Company, random: Random, number: number, count: number): Moment {
  const { demandBefore, days } = calendar;
  const aim = ((number + uniform(random)) / count) * demandBefore[days]!;
  return shoppingTime(random, Math.min(positionIn(demandBefore, aim), days - 1));
}

export function simulateGuestOrder(company: Company, number: number, count: number): Records {
  const random = randomStream(company.seed, 'guest', number);
  const records = createRecords(`G${String(number + 1).padStart(6, '0')}`, null);
  const at = momentOf(company, random, number, count);
  const channel = chance(random, 0.7) ? 'web' : 'store';
  const add = (
    position: string,
    kind: 'order' | 'refund',
    moment: Moment,
    product: string,
    [cents, cost, quantity]: readonly [number, number, number],
  ) =>
    addTransaction(company, records, {
      position,
      orderId: records.key,
      at: moment,
      kind,
      cents,
      cost,
      quantity,
      product,
      channel,
      agent: null,
      campaign: null,
      opportunity: null,
      termEnd: null,
      region: null,
    });
  const lines = drawLines(random, Math.floor(500 + gamma(random, 2, 4000)), [0, 1, 2], 0.2);
  for (const [index, { product, cents, quantity }] of lines.entries()) {
    const cost = Math.floor(cents * (1 - product.margin));
    add(`${index + 1}`, 'order', at, product.id, [cents, cost, quantity]);
    if (!chance(random, 0.04)) continue;
    const back = daysLater(at, integer(random, 2, 14));
    add(`${index + 1}R`, 'refund', back, product.id, [-cents, -cost, -quantity]);
  }
  return records;
}

export function simulateStranger(company: Company, number: number, count: number): Records {
  const random = randomStream(company.seed, 'stranger', number);
  const records = createRecords(`V${String(number + 1).padStart(6, '0')}`, null);
  const at = momentOf(company, random, number, count);
  if (chance(random, 0.3)) {
    addInteraction(company, records, at, 'visit', {
      channel_id: 'web',
      duration_seconds: Math.floor(logNormal(random, 120, 0.9)) + 2,
    });
    return records;
  }
  const channel_id = pick(random, ['search', 'social']);
  const campaign = campaignOn(company.campaigns, channel_id, dayOf(at))?.name ?? null;
  addInteraction(company, records, at, 'impression', { channel_id, campaign });
  if (chance(random, 0.06))
    addInteraction(company, records, at + integer(random, 2, 40), 'click', { channel_id, campaign });
  return records;
}
