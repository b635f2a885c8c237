// When a customer buys: at a steady rate of its own on the clock of demand (gamma over customers), leaving for good after a
// purchase with a probability of its own (beta over customers). That is the story of the BG/NBD model, so that it can be found.
// Bad service makes leaving more likely.
import { dayAfterDemand, dayOf, type Moment, shoppingTime } from './calendar';
import type { Company } from './company';
import { serviceDecline } from './places';
import { beta, chance, exponential, gamma, type Random } from './random';

export type Rhythm = { readonly perDay: number; readonly leaving: number };

const rateShape = 0.9;
const meanPurchasesPerDay = 0.038;
const leavingShape = { a: 0.8, b: 12 };

export const drawRhythm = (random: Random): Rhythm => ({
  perDay: gamma(random, rateShape, meanPurchasesPerDay / rateShape),
  leaving: beta(random, leavingShape.a, leavingShape.b),
});

export type BuyingSpell = {
  readonly purchases: readonly Moment[];
  /** True: the last purchase is the last one for good; false: the history ends first. */
  readonly leaves: boolean;
};

export function drawBuyingSpell(
  company: Company,
  random: Random,
  rhythm: Rhythm,
  first: Moment,
  regionAt: (moment: Moment) => string,
): BuyingSpell {
  const { calendar } = company;
  const purchases: Moment[] = [];
  for (let at = first; ; ) {
    purchases.push(at);
    if (chance(random, rhythm.leaving * (1 + 1.8 * serviceDecline(calendar, regionAt(at), at))))
      return { purchases, leaves: true };
    const day = dayAfterDemand(calendar, dayOf(at), exponential(random, 1 / rhythm.perDay));
    if (day === null) return { purchases, leaves: false };
    at = shoppingTime(random, day);
  }
}
