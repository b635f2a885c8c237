// What a customer's transactions say at an instant: its purchase days as the models see them, its values and its orders.
import { type CustomerHistory, moneyUnits } from './customer-history';
import type { Evidence } from './evidence';
import type { JudgementInstant } from './judgement-instant';

type Purchases = Pick<
  Evidence,
  | 'repeats'
  | 'repeatDays'
  | 'ageDays'
  | 'meanProfit'
  | 'lastPurchaseDay'
  | 'historicValue'
  | 'contribution'
  | 'revenue'
  | 'loyalty'
  | 'orders'
  | 'ordersLastHalfYear'
  | 'ordersHalfYearBefore'
>;

/** For a customer with a purchase before the instant; transactions are in the order of time. */
export function purchasesAt({ transactions }: CustomerHistory, instant: JudgementInstant): Purchases {
  let [historicValue, contribution, revenue] = [0, 0, 0];
  let [firstDay, lastDay, days] = [0, 0, 0];
  let repeatProfit = 0;
  let [loyalty, ordersLastHalfYear, ordersHalfYearBefore] = [0, 0, 0];
  const ordersOfYear = new Set<number>();
  for (const row of transactions) {
    if (row.at >= instant.at) break;
    const ofYear = row.at >= instant.yearBefore;
    historicValue += row.profit;
    if (ofYear) {
      contribution += row.profit;
      revenue += row.revenue;
    }
    if (!row.isPurchase) continue;
    if (days === 0) firstDay = row.day;
    if (days === 0 || row.day !== lastDay) days += 1;
    lastDay = row.day;
    if (row.day !== firstDay) repeatProfit += row.profit;
    if (ofYear) ordersOfYear.add(row.order);
    if (!row.isFirstLine) continue;
    loyalty += 1;
    if (row.at >= instant.halfYearBefore) ordersLastHalfYear += 1;
    else if (ofYear) ordersHalfYearBefore += 1;
  }
  const repeats = days - 1;
  return {
    repeats,
    repeatDays: lastDay - firstDay,
    ageDays: instant.date - firstDay,
    meanProfit: repeats === 0 ? 0 : repeatProfit / repeats / moneyUnits,
    lastPurchaseDay: lastDay,
    historicValue,
    contribution,
    revenue,
    loyalty,
    orders: ordersOfYear.size,
    ordersLastHalfYear,
    ordersHalfYearBefore,
  };
}
