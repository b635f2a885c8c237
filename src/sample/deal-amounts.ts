// What deals are about and worth, as their stages name it: a first guess when qualified, the price when quoted, and what was
// ordered when won. A stream of chance of its own: nothing else in the company depends on it.
import type { Customer } from './customer';
import { orderCategories } from './products';
import { drawOrderValue } from './profile';
import { between, chance, pick, type Random, randomStream, weighted } from './random';
import { amount, type SampleRow } from './records';

type Deal = { readonly cents: number; readonly product: string };
type Named = Pick<SampleRow<'interactions'>, 'amount' | 'product_id'>;

/** Asked once the orders are written. */
export function nameDealAmounts(customer: Customer): void {
  const { company, profile, records } = customer;
  const random = randomStream(company.seed, 'deal amounts', profile.number);
  const deals = new Map<string, Deal>();
  records.interactions.forEach((row, index) => {
    if (row.kind !== 'stage') return;
    const id = String(row.opportunity_id);
    const deal = deals.get(id) ?? orderOf(customer, id) ?? drawDeal(random, customer);
    deals.set(id, deal);
    records.interactions[index] = { ...row, ...named(random, String(row.stage), deal) };
  });
}

/** What an order says that came of the deal: all of its lines, and the product of the dearest. */
function orderOf({ records }: Customer, opportunity: string): Deal | undefined {
  const lines = records.transactions.filter(
    ({ opportunity_id, kind }) => opportunity_id === opportunity && kind !== 'refund',
  );
  const [dearest] = [...lines].sort((one, other) => other.cents - one.cents);
  if (dearest === undefined) return undefined;
  return { cents: lines.reduce((sum, { cents }) => sum + cents, 0), product: String(dearest.product_id) };
}

function drawDeal(random: Random, { profile }: Customer): Deal {
  const category =
    orderCategories[
      weighted(
        random,
        orderCategories.map(({ weight }) => weight),
      )
    ]!;
  return { cents: Math.floor(drawOrderValue(random, profile) * 1.5), product: pick(random, category.products).id };
}

/** Guesses and prices are whole tens of units; a few deals never name anything before they close. */
function named(random: Random, stage: string, { cents, product }: Deal): Named {
  const about = (low: number, high: number): string =>
    amount(1000 * Math.max(1, Math.round((cents * between(random, low, high)) / 1000)));
  switch (stage) {
    case 'qualified':
      return chance(random, 0.85) ? { amount: about(0.6, 1.5), product_id: product } : {};
    case 'quoted':
      return { amount: about(1, 1.15), product_id: product };
    case 'won':
      return { amount: amount(cents), product_id: product };
    default:
      return {};
  }
}
