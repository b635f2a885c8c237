// Sales: money, orders, deals and agents.
import type { Cell } from '../cell';
import { firstContact, firstPurchase, hasPurchaseBefore } from '../customers';
import { sum, toNumber } from '../exact';
import { distinct, isPurchase, isRefund, grossProfit as profitOf, type Transaction } from '../facts';
import { firstStage, lastClose, type Opportunity } from '../opportunities';
import type { NaiveValue } from '../question';
import { targetsOf } from '../targets';
import { DAY, daysFromTo, type Instant } from '../time';
import { count, countBehind, mean, percent, quantile, quotient, share, total } from '../values';

const revenueOf = (rows: readonly Transaction[]) => sum(rows, (row) => row.revenue);

/** A share order id counts once, whoever bought on it. */
export const orderCount = (rows: readonly Transaction[]) =>
  distinct(rows.filter(isPurchase), (row) => row.orderId).size;

export function revenue(cell: Cell): NaiveValue {
  return total(revenueOf(cell.transactions), cell.transactions.length);
}

export function grossProfit(cell: Cell): NaiveValue {
  return total(sum(cell.transactions, profitOf), cell.transactions.length);
}

export function grossMargin(cell: Cell): NaiveValue {
  const rows = cell.transactions;
  return percent(toNumber(sum(rows, profitOf)), toNumber(revenueOf(rows)), rows.length);
}

export function orders(cell: Cell): NaiveValue {
  return countBehind(orderCount(cell.transactions), cell.transactions.filter(isPurchase).length);
}

export function unitsSold(cell: Cell): NaiveValue {
  return total(
    sum(cell.transactions, (row) => row.quantity),
    cell.transactions.length,
  );
}

export function averageOrderValue(cell: Cell): NaiveValue {
  const purchases = cell.transactions.filter(isPurchase);
  return quotient(toNumber(revenueOf(purchases)), orderCount(purchases), purchases.length);
}

export function refundRate(cell: Cell): NaiveValue {
  const refunds = cell.transactions.filter(isRefund);
  const purchases = cell.transactions.filter(isPurchase);
  return percent(toNumber(-revenueOf(refunds)), toNumber(revenueOf(purchases)), cell.transactions.length);
}

type Happened = { readonly opportunity: Opportunity; readonly at: Instant };

/** Opportunities of which the given row is in P and, placed at that row, in the slice. */
function opportunitiesWith(cell: Cell, rowOf: (opportunity: Opportunity) => { at: Instant } | null): Happened[] {
  const { s, e } = cell.period;
  return cell.world.opportunities.flatMap((opportunity) => {
    const row = rowOf(opportunity);
    if (row === null || row.at < s || row.at >= e) return [];
    return cell.keep([opportunity], () => row.at).map(() => ({ opportunity, at: row.at }));
  });
}

const won = (cell: Cell) => opportunitiesWith(cell, (opportunity) => firstStage(opportunity, 'won'));

export function dealsWon(cell: Cell): NaiveValue {
  return count(won(cell).length);
}

export function winRate(cell: Cell): NaiveValue {
  const closed = opportunitiesWith(cell, lastClose);
  const closedWon = closed.filter(({ opportunity }) => lastClose(opportunity)?.stage === 'won');
  return share(closedWon.length, closed.length);
}

export function signingRate(cell: Cell): NaiveValue {
  const quoted = opportunitiesWith(cell, (opportunity) => firstStage(opportunity, 'quoted'));
  const signed = quoted.filter(({ opportunity, at }) =>
    opportunity.rows.some((row) => row.stage === 'won' && row.at >= at),
  );
  return share(signed.length, quoted.length, { immature: cell.stillOpen(90) });
}

/** Days from beginning to close of every deal closed in P. */
function salesCycles(cell: Cell): readonly number[] {
  const { s, e } = cell.period;
  const byOpportunity = won(cell).map(({ opportunity, at }) => at - beginningOf(opportunity));
  const firsts = cell.world.customers.flatMap((customer) => firstPurchase(customer) ?? []);
  const inP = firsts.filter((purchase) => s <= purchase.at && purchase.at < e);
  const byPurchase = cell
    .keep(inP, (purchase) => purchase.at)
    .flatMap((purchase) => {
      const customer = purchase.customer;
      if (customer === null) return [];
      const begunBefore = cell.world.opportunities.some(
        (opportunity) => opportunity.customer === customer && opportunity.at < purchase.at,
      );
      const contact = firstContact(customer);
      return begunBefore || contact === null || contact > purchase.at ? [] : [purchase.at - contact];
    });
  return [...byOpportunity, ...byPurchase].map((elapsed) => elapsed / DAY);
}

/** The first stage row or, of a customer without purchase before it, the first contact if earlier. */
function beginningOf(opportunity: Opportunity): Instant {
  const { customer, at } = opportunity;
  if (customer === null || hasPurchaseBefore(customer, at)) return at;
  return Math.min(at, firstContact(customer) ?? at);
}

export function salesCycleDays(cell: Cell): NaiveValue {
  return mean(salesCycles(cell));
}

export function salesCycleDaysMedian(cell: Cell): NaiveValue {
  return quantile(salesCycles(cell), 0.5);
}

export function revenuePerAgent(cell: Cell): NaiveValue {
  const rows = cell.transactions.filter(
    (row) => row.agentId !== null && cell.world.agents.get(row.agentId)?.role === 'sales',
  );
  const agents = distinct(rows.filter(isPurchase), (row) => row.agentId);
  return quotient(toNumber(revenueOf(rows)), agents.size, rows.length);
}

export function targetAttainment(cell: Cell): NaiveValue {
  const { period, world, slicing, asked } = cell;
  const candidates = targetsOf(world, 'REVENUE', slicing, cell.keys)
    .filter((target) => period.from <= target.from && target.to <= period.lastDay)
    .sort((a, b) => daysFromTo(a.from, a.to) - daysFromTo(b.from, b.to) || (a.from < b.from ? -1 : 1));
  const used: typeof candidates = [];
  for (const target of candidates) {
    if (!used.some((other) => target.from <= other.to && other.from <= target.to)) used.push(target);
  }
  if (used.length === 0) {
    return { value: null, status: 'NO_DATA', numerator: null, denominator: null, n: undefined, behind: 0 };
  }
  const covered = cell.transactions.filter((row) => {
    const date = asked.clock.dateOf(row.at);
    return used.some((target) => target.from <= date && date <= target.to);
  });
  const aim = sum(used, (target) => target.value);
  return percent(toNumber(revenueOf(covered)), toNumber(aim), covered.length + used.length);
}
