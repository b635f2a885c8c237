// Retention: who is still in the base, who left, slept, came back or was won back.
import type { Cell } from '../cell';
import { factsOfP } from '../cell';
import { type Customer, dormantAt, firstPurchase, hasPurchaseBefore } from '../customers';
import { sum, toNumber } from '../exact';
import { byCustomer, byTime, customersOf, type Interaction, isPurchase, type Transaction } from '../facts';
import type { NaiveValue } from '../question';
import { DAY } from '../time';
import { count, mean, percent, quotient, share } from '../values';
import { spendFor } from './acquisition';

/** In B(s), placed at s. */
const atStart = (cell: Cell): readonly Customer[] => {
  const base = cell.world.baseAt(cell.period.s);
  return cell.customersAt(cell.period.s).filter((customer) => base.has(customer));
};

const lost = (cell: Cell): readonly Customer[] => {
  const later = cell.world.baseAt(cell.period.e);
  return atStart(cell).filter((customer) => !later.has(customer));
};

export function customersAtStart(cell: Cell): NaiveValue {
  return count(atStart(cell).length);
}

export function customersAtEnd(cell: Cell): NaiveValue {
  const base = cell.world.baseAt(cell.period.e);
  return count(cell.customersAt(cell.period.e).filter((customer) => base.has(customer)).length);
}

export function customerTenureYears(cell: Cell): NaiveValue {
  const { e } = cell.period;
  const base = cell.world.baseAt(e);
  const customers = cell.customersAt(e).filter((customer) => base.has(customer));
  return mean(customers.map((customer) => (e - (firstPurchase(customer) as Transaction).at) / (365.25 * DAY)));
}

export function lostCustomers(cell: Cell): NaiveValue {
  return count(lost(cell).length);
}

export function reactivatedCustomers(cell: Cell): NaiveValue {
  const { s, e } = cell.period;
  const before = cell.world.baseAt(s);
  const after = cell.world.baseAt(e);
  const back = cell
    .customersAt(e)
    .filter((customer) => after.has(customer) && !before.has(customer) && hasPurchaseBefore(customer, s));
  return count(back.length);
}

export function churnRate(cell: Cell): NaiveValue {
  return share(lost(cell).length, atStart(cell).length);
}

export function retentionRate(cell: Cell): NaiveValue {
  const base = atStart(cell).length;
  return share(base - lost(cell).length, base);
}

/** Facts of both periods stand in the slice by their own dimensions and by their customer at the start of P. */
export function netRevenueRetention(cell: Cell): NaiveValue {
  const { world, period, previous } = cell;
  const placed = (rows: readonly Transaction[]) => cell.keep(rows, () => period.s);
  const before = placed(factsOfP(world, previous).transactions);
  const customers = customersOf(before.filter(isPurchase));
  const ofThem = (row: Transaction) => row.customer !== null && customers.has(row.customer);
  const earlier = before.filter(ofThem);
  const later = placed(cell.everything.transactions).filter(ofThem);
  const revenue = (rows: readonly Transaction[]) => toNumber(sum(rows, (row) => row.revenue));
  return percent(revenue(later), revenue(earlier), earlier.length + later.length);
}

export function dormantCustomers(cell: Cell): NaiveValue {
  const { e } = cell.period;
  return count(cell.customersAt(e).filter((customer) => dormantAt(customer, e, cell.world.rules)).length);
}

export function recallRate(cell: Cell): NaiveValue {
  const { s } = cell.period;
  const dormant = cell.customersAt(s).filter((customer) => dormantAt(customer, s, cell.world.rules));
  const buyers = customersOf(cell.everything.transactions.filter(isPurchase));
  return share(dormant.filter((customer) => buyers.has(customer)).length, dormant.length);
}

/** The first offer of every customer among the offers in P that follow a purchase. */
function offers(cell: Cell): readonly Interaction[] {
  const following = cell.interactions.filter(
    (fact) => fact.kind === 'retention_offer' && fact.customer !== null && hasPurchaseBefore(fact.customer, fact.at),
  );
  return [...byCustomer(following.toSorted(byTime)).values()].map((own) => own[0] as Interaction);
}

const wonBack = (offer: Interaction): boolean =>
  offer.customer?.purchases.some((purchase) => offer.at <= purchase.at && purchase.at <= offer.at + 90 * DAY) === true;

export function winBackRate(cell: Cell): NaiveValue {
  const first = offers(cell);
  return share(first.filter(wonBack).length, first.length, { immature: cell.stillOpen(90) });
}

export function retentionSpend(cell: Cell): NaiveValue {
  return spendFor(cell, 'retention');
}

export function retentionCost(cell: Cell): NaiveValue {
  const spent = retentionSpend(cell);
  const customers = offers(cell).filter(wonBack).length;
  return quotient(spent.value as number, customers, spent.behind + customers, { immature: cell.stillOpen(90) });
}
