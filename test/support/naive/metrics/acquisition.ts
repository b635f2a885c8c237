// Acquisition: leads, new customers, what they cost and what comes of them.
import type { Cell } from '../cell';
import { firstLead, firstPurchase, hasPurchaseBefore, versionAt } from '../customers';
import { sum, toNumber } from '../exact';
import { grossProfit, type Interaction, type Transaction } from '../facts';
import type { NaiveValue } from '../question';
import { composite, count, mean, percent, quotient, share, total } from '../values';
import { clv } from './value';

/** The first lead of every customer whose first lead is in P and who had no purchase before it. */
function leadEntries(cell: Cell): readonly Interaction[] {
  return cell.interactions.filter(
    (fact) => fact.customer !== null && firstLead(fact.customer) === fact && !hasPurchaseBefore(fact.customer, fact.at),
  );
}

/** The first purchase of every customer whose first purchase is in P. */
export function firstPurchases(cell: Cell): readonly Transaction[] {
  return cell.transactions.filter((row) => row.customer !== null && firstPurchase(row.customer) === row);
}

export function leads(cell: Cell): NaiveValue {
  return count(leadEntries(cell).length);
}

export function newCustomers(cell: Cell): NaiveValue {
  return count(firstPurchases(cell).length);
}

export function leadConversionRate(cell: Cell): NaiveValue {
  const entries = leadEntries(cell);
  const converted = entries.filter((lead) => lead.customer?.purchases.some((purchase) => purchase.at >= lead.at));
  return share(converted.length, entries.length, { immature: cell.stillOpen(90) });
}

export function spendFor(cell: Cell, ...purposes: readonly string[]): NaiveValue {
  const rows = cell.spend.filter((row) => purposes.includes(row.purpose));
  return total(
    sum(rows, (row) => row.amount),
    rows.length,
  );
}

export function acquisitionSpend(cell: Cell): NaiveValue {
  return spendFor(cell, 'marketing', 'sales');
}

export function cac(cell: Cell): NaiveValue {
  const spent = acquisitionSpend(cell);
  const customers = newCustomers(cell);
  return quotient(spent.value as number, customers.value as number, spent.behind + customers.behind);
}

export function costPerLead(cell: Cell): NaiveValue {
  const spent = spendFor(cell, 'marketing');
  const entries = leads(cell);
  return quotient(spent.value as number, entries.value as number, spent.behind + entries.behind);
}

/** Of customers whose first purchase is in P all rows in P count that stand in the slice. */
export function marketingRoi(cell: Cell): NaiveValue {
  const { s, e } = cell.period;
  const rows = cell.transactions.filter((row) => {
    const first = row.customer === null ? null : firstPurchase(row.customer);
    return first !== null && s <= first.at && first.at < e;
  });
  const profit = sum(rows, grossProfit);
  const spent = sum(
    cell.spend.filter((row) => row.purpose === 'marketing'),
    (row) => row.amount,
  );
  const behind = rows.length + spendFor(cell, 'marketing').behind;
  return percent(toNumber(profit - spent), toNumber(spent), behind);
}

export function leadFollowUpTime(cell: Cell): NaiveValue {
  const seconds = leadEntries(cell).flatMap((lead) => {
    const followUp = lead.customer?.interactions.find(
      (fact) => fact.at >= lead.at && (fact.kind === 'touch' || (fact.kind === 'stage' && fact.stage === 'contacted')),
    );
    return followUp === undefined ? [] : [(followUp.at - lead.at) / 1_000_000];
  });
  return mean(seconds);
}

export function referredCustomers(cell: Cell): NaiveValue {
  const referred = firstPurchases(cell).filter((row) => {
    const at = cell.slicing.attributes === 'CURRENT' ? cell.world.now : row.at;
    return row.customer !== null && versionAt(row.customer, at).referredBy !== null;
  });
  return count(referred.length);
}

export function clvToCac(cell: Cell): NaiveValue {
  const worth = clv(cell);
  const cost = cac(cell);
  const behind = worth.behind + cost.behind;
  if (worth.value === null) return composite(null, worth.status, behind);
  if (cost.value === null) return composite(null, 'NO_DATA', behind);
  if (cost.value === 0) return composite(null, 'ZERO_DENOMINATOR', behind);
  return composite(worth.value / cost.value, worth.status, behind);
}
