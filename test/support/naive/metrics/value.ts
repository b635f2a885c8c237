// Loyalty and value: how often buyers come back, what they buy, what a customer brings over its lifetime.
import type { Cell } from '../cell';
import { type Customer, hasPurchaseBefore } from '../customers';
import { categoryOf } from '../dimensions';
import { sum, toNumber } from '../exact';
import { byCustomer, customersOf, distinct, grossProfit, isPurchase, type Transaction } from '../facts';
import type { NaiveValue } from '../question';
import { DAY, type Instant } from '../time';
import { composite, count, mean, percent, quotient, share, total } from '../values';
import { orderCount } from './sales';

const purchasesOf = (cell: Cell): readonly Transaction[] => cell.transactions.filter(isPurchase);
/** The purchases in P of each buyer. */
const buyersOf = (cell: Cell): Map<Customer, Transaction[]> => byCustomer(purchasesOf(cell));
const existingBuyersOf = (cell: Cell): (readonly [Customer, Transaction[]])[] =>
  [...buyersOf(cell)].filter(([customer]) => hasPurchaseBefore(customer, cell.period.s));

export function buyers(cell: Cell): NaiveValue {
  return count(buyersOf(cell).size);
}

export function repeatPurchaseRate(cell: Cell): NaiveValue {
  const all = [...buyersOf(cell).values()];
  return share(all.filter((rows) => orderCount(rows) >= 2).length, all.length);
}

export function returningBuyerRate(cell: Cell): NaiveValue {
  return share(existingBuyersOf(cell).length, buyersOf(cell).size);
}

export function purchaseFrequency(cell: Cell): NaiveValue {
  const purchases = purchasesOf(cell);
  return quotient(orderCount(purchases), customersOf(purchases).size, purchases.length);
}

export function repurchaseIntervalDays(cell: Cell): NaiveValue {
  const intervals = purchasesOf(cell).flatMap((line) => {
    const orders = line.customer?.orders ?? [];
    const place = orders.findIndex((order) => order.first === line);
    const previous = orders[place - 1];
    return previous === undefined ? [] : [(line.at - previous.first.at) / DAY];
  });
  return mean(intervals);
}

export function crossSellRate(cell: Cell): NaiveValue {
  const existing = existingBuyersOf(cell);
  const crossSold = existing.filter(([customer, rows]) => {
    const before = distinct(boughtBefore(customer, cell.period.s), (row) => categoryOf(row, cell.world));
    return rows.some((row) => {
      const category = categoryOf(row, cell.world);
      return category !== null && !before.has(category);
    });
  });
  return share(crossSold.length, existing.length);
}

export function upSellRate(cell: Cell): NaiveValue {
  const existing = existingBuyersOf(cell);
  const upSold = existing.filter(([customer, rows]) => {
    const before = boughtBefore(customer, cell.period.s);
    return rows.some((row) => {
      const category = categoryOf(row, cell.world);
      const tier = tierOf(row, cell);
      if (category === null || tier === null) return false;
      const tiersBefore = before
        .filter((earlier) => categoryOf(earlier, cell.world) === category)
        .flatMap((earlier) => tierOf(earlier, cell) ?? []);
      return tiersBefore.length > 0 && tier > Math.max(...tiersBefore);
    });
  });
  return share(upSold.length, existing.length);
}

const boughtBefore = (customer: Customer, t: Instant) => customer.purchases.filter((purchase) => purchase.at < t);
const tierOf = (row: Transaction, cell: Cell): number | null =>
  row.productId === null ? null : (cell.world.products.get(row.productId)?.priceTier ?? null);

/** A term is placed where it ends. */
export function renewalRate(cell: Cell): NaiveValue {
  const { s, e } = cell.period;
  const ending = cell.world.customers
    .flatMap((customer) => customer.purchases)
    .filter((row) => row.termEnd !== null && s <= row.termEnd && row.termEnd < e);
  const terms = cell.keep(ending, (row) => row.termEnd as Instant);
  const renewed = terms.filter((term) => {
    const end = term.termEnd as Instant;
    return term.customer?.purchases.some(
      (purchase) =>
        purchase.orderId !== term.orderId &&
        (purchase.kind === 'renewal' || purchase.termEnd !== null) &&
        purchase.at > term.at &&
        end - 60 * DAY <= purchase.at &&
        purchase.at <= end + 30 * DAY,
    );
  });
  return share(renewed.length, terms.length, { immature: cell.stillOpen(30) });
}

export function categoriesPerBuyer(cell: Cell): NaiveValue {
  const categories = [...buyersOf(cell).values()].map(
    (rows) =>
      distinct(
        rows.flatMap((row) => categoryOf(row, cell.world) ?? []),
        (category) => category,
      ).size,
  );
  return mean(categories);
}

export function revenuePerCustomer(cell: Cell): NaiveValue {
  const rows = cell.transactions;
  return quotient(toNumber(sum(rows, (row) => row.revenue)), buyersOf(cell).size, rows.length);
}

/** 30.4375 days, in microseconds. */
const MONTH = 2_629_800_000_000n;

/** What the term of a row brings in 30.4375 days, half a unit rounded away from 0. */
function monthly(row: Transaction): bigint {
  const length = BigInt((row.termEnd as number) - row.at);
  const size = row.revenue < 0n ? -row.revenue : row.revenue;
  const rounded = (2n * size * MONTH + length) / (2n * length);
  return row.revenue < 0n ? -rounded : rounded;
}

/** Over the purchases of customers whose term covers e, placed at e. */
export function mrr(cell: Cell): NaiveValue {
  const { e } = cell.period;
  const covering = cell.world.customers
    .flatMap((customer) => customer.purchases)
    .filter((row) => row.termEnd !== null && row.at <= e && e < row.termEnd);
  const rows = cell.keep(covering, () => e);
  return total(sum(rows, monthly), rows.length);
}

export function profitPerCustomer(cell: Cell): NaiveValue {
  return quotient(toNumber(sum(cell.transactions, grossProfit)), buyersOf(cell).size, cell.transactions.length);
}

export function topCustomerShare(cell: Cell): NaiveValue {
  const rows = byCustomer(cell.transactions);
  const profits = [...buyersOf(cell).keys()]
    .map((buyer) => sum(rows.get(buyer) ?? [], grossProfit))
    .sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
  const positive = (some: readonly bigint[]) =>
    sum(
      some.filter((profit) => profit > 0n),
      (profit) => profit,
    );
  const top = profits.slice(0, Math.ceil(profits.length / 5));
  return percent(toNumber(positive(top)), toNumber(positive(profits)), profits.length);
}

/** The year that ends with P: who was in the base at its start and at its end. */
function yearOf(cell: Cell) {
  const { e } = cell.period;
  const yearAgo = cell.asked.clock.minusYears(e, 1);
  const atEnd = cell.world.baseAt(e);
  const baseBefore = cell.customersAt(yearAgo).filter((customer) => cell.world.baseAt(yearAgo).has(customer));
  return {
    yearAgo,
    baseBefore: baseBefore.length,
    lost: baseBefore.filter((customer) => !atEnd.has(customer)).length,
    baseNow: cell.customersAt(e).filter((customer) => atEnd.has(customer)).length,
  };
}

const LONGEST_YEARS = 10;

export function customerLifetimeYears(cell: Cell): NaiveValue {
  const { baseBefore, lost } = yearOf(cell);
  const parts = { numerator: baseBefore, denominator: lost, n: baseBefore, behind: baseBefore };
  if (baseBefore === 0) return { value: null, status: 'ZERO_DENOMINATOR', ...parts };
  const capped = lost === 0 || baseBefore / lost >= LONGEST_YEARS;
  const value = capped ? LONGEST_YEARS : baseBefore / lost;
  return { value, status: capped ? 'CAPPED' : baseBefore < 30 ? 'LOW_SAMPLE' : 'OK', ...parts };
}

function lifetimeValue(cell: Cell, amount: (row: Transaction) => bigint): NaiveValue {
  const { yearAgo, baseBefore, baseNow } = yearOf(cell);
  const ofYear = cell.world.transactions.filter((row) => yearAgo <= row.at && row.at < cell.period.e);
  const rows = cell.keep(ofYear, (row) => row.at);
  const lifetime = customerLifetimeYears(cell);
  const behind = rows.length + baseBefore + baseNow;
  if (lifetime.value === null) return composite(null, lifetime.status, behind);
  const contribution = toNumber(sum(rows, amount)) / ((baseBefore + baseNow) / 2);
  return composite(contribution * lifetime.value, lifetime.status, behind);
}

export function clv(cell: Cell): NaiveValue {
  return lifetimeValue(cell, grossProfit);
}

export function clvRevenue(cell: Cell): NaiveValue {
  return lifetimeValue(cell, (row) => row.revenue);
}

export function clvHistoric(cell: Cell): NaiveValue {
  const { e } = cell.period;
  const customers = cell.customersAt(e).filter((customer) => hasPurchaseBefore(customer, e));
  const rows = customers.flatMap((customer) => customer.transactions).filter((row) => row.at < e);
  return quotient(toNumber(sum(rows, grossProfit)), customers.length, customers.length);
}
