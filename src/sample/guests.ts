// Facts of nobody: orders without a customer account, and advertising seen and pages visited by people who are not known.
import { dayOf, daysLater, type Moment, positionIn, shoppingTime, timestamp } from './calendar';
import { campaignOn } from './campaigns';
import type { Company } from './company';
import { drawLines } from './orders';
import { chance, gamma, integer, logNormal, pick, type Random, randomStream, uniform } from './random';
import { addInteraction, amount, createRecords, isWithin, type Records } from './records';

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
  const write = (
    key: string,
    kind: string,
    moment: Moment,
    cents: number,
    quantity: number,
    cost: number,
    product: string,
  ) => {
    if (!isWithin(company, moment)) return;
    records.transactions.push({
      transaction_id: `${records.key}-${key}`,
      order_id: records.key,
      occurred_at: timestamp(company.calendar, moment),
      kind,
      revenue: amount(cents),
      cost: amount(cost),
      quantity,
      product_id: product,
      channel_id: channel,
      day: dayOf(moment),
      cents,
      region: null,
    });
  };
  drawLines(random, Math.floor(500 + gamma(random, 2, 4000)), [0, 1, 2], 0.2).forEach(
    ({ product, cents, quantity }, index) => {
      const cost = Math.floor(cents * (1 - product.margin));
      write(`${index + 1}`, 'order', at, cents, quantity, cost, product.id);
      if (chance(random, 0.04))
        write(`${index + 1}R`, 'refund', daysLater(at, integer(random, 2, 14)), -cents, -quantity, -cost, product.id);
    },
  );
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
