// Sales: money, orders, what comes back, and agents.
import type { Cell } from '../cell';
import { sum, toNumber } from '../exact';
import { distinct, isPurchase, isRefund, grossProfit as profitOf, type Transaction } from '../facts';
import type { NaiveValue } from '../question';
import { targetsOf } from '../targets';
import { daysFromTo } from '../time';
import { countBehind, percent, quotient, total } from '../values';

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

export function returnRate(cell: Cell): NaiveValue {
  const units = (rows: readonly Transaction[]) => sum(rows, (row) => row.quantity);
  const returned = units(cell.transactions.filter(isRefund));
  const bought = units(cell.transactions.filter(isPurchase));
  return percent(toNumber(-returned), toNumber(bought), cell.transactions.length);
}

export function refundRate(cell: Cell): NaiveValue {
  const refunds = cell.transactions.filter(isRefund);
  const purchases = cell.transactions.filter(isPurchase);
  return percent(toNumber(-revenueOf(refunds)), toNumber(revenueOf(purchases)), cell.transactions.length);
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
