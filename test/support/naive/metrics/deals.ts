// Deals: how opportunities begin, stand open and close.
import type { Cell } from '../cell';
import { firstContact, firstPurchase, hasPurchaseBefore } from '../customers';
import { sum, toNumber } from '../exact';
import { firstStage, isOpenAt, lastAmount, lastClose, type Opportunity } from '../opportunities';
import type { NaiveValue } from '../question';
import { DAY, type Instant } from '../time';
import { count, mean, quantile, share, total } from '../values';

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

export function dealsLost(cell: Cell): NaiveValue {
  const closed = opportunitiesWith(cell, lastClose);
  return count(closed.filter(({ opportunity }) => lastClose(opportunity)?.stage === 'lost').length);
}

export function opportunitiesCreated(cell: Cell): NaiveValue {
  return count(opportunitiesWith(cell, (opportunity) => opportunity.rows[0] ?? null).length);
}

/** Open before e, placed at e. */
function openAtEnd(cell: Cell): readonly Opportunity[] {
  const { e } = cell.period;
  return cell.keep(
    cell.world.opportunities.filter((opportunity) => isOpenAt(opportunity, e)),
    () => e,
  );
}

export function openOpportunities(cell: Cell): NaiveValue {
  return count(openAtEnd(cell).length);
}

export function pipelineValue(cell: Cell): NaiveValue {
  const { e } = cell.period;
  const amounts = openAtEnd(cell).flatMap((opportunity) => lastAmount(opportunity, (at) => at < e) ?? []);
  return total(
    sum(amounts, (amount) => amount),
    amounts.length,
  );
}

export function averageDealValue(cell: Cell): NaiveValue {
  const amounts = won(cell).flatMap(
    ({ opportunity, at: firstWon }) => lastAmount(opportunity, (at) => at <= firstWon) ?? [],
  );
  return mean(amounts.map(toNumber));
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
