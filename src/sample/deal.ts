// The stages of an opportunity: forward from a lead, backward from an order that came out of negotiations, or lost again.
import { daysLater, type Moment, whenOpen } from './calendar';
import { chance, exponential, logNormal, type Random, weighted } from './random';

export type Stage = 'lead' | 'contacted' | 'qualified' | 'trial' | 'quoted' | 'won' | 'lost';
export type DealStage = { readonly stage: Stage; readonly at: Moment };

/** The time from an enquiry to the first answer of sales; `slowness` 1 is the usual. */
export const followUp = (random: Random, lead: Moment, slowness: number): Moment =>
  whenOpen(random, daysLater(lead, 0.02 + logNormal(random, 0.25, 1.1) * slowness));

/** The opportunity of a new lead. One that does not win stops somewhere, and is mostly marked as lost. */
export function drawFirstDeal(random: Random, lead: Moment, slowness: number, wins: boolean): readonly DealStage[] {
  const stages: DealStage[] = [{ stage: 'lead', at: lead }];
  let at = lead;
  const add = (stage: Stage, next: Moment) => {
    at = next;
    stages.push({ stage, at });
  };
  const step = (stage: Stage, least: number, mean: number) =>
    add(stage, whenOpen(random, daysLater(at, least + exponential(random, mean))));
  const depth = wins ? 4 : weighted(random, [18, 24, 22, 8, 28]);
  if (depth >= 1) add('contacted', followUp(random, lead, slowness));
  if (depth >= 2) step('qualified', 0.5, 4);
  if (depth === 3 || (depth === 4 && chance(random, 0.3))) step('trial', 1, 8);
  if (depth >= 4) step('quoted', 0.5, 5);
  if (wins) step('won', 1, 9);
  else if (depth >= 1 && chance(random, 0.8)) step('lost', 3, 14);
  return stages;
}

/** The negotiation of an existing customer that ended in an order at `won`. */
export function dealBefore(random: Random, won: Moment): readonly DealStage[] {
  const quoted = whenOpen(random, daysLater(won, -1 - exponential(random, 7)));
  const qualified = whenOpen(random, daysLater(quoted, -1 - exponential(random, 6)));
  return [
    { stage: 'qualified', at: qualified },
    { stage: 'quoted', at: quoted },
    { stage: 'won', at: won },
  ];
}

/** A negotiation of an existing customer that came to nothing. */
export function lostDealAfter(random: Random, from: Moment): readonly DealStage[] {
  const qualified = whenOpen(random, daysLater(from, 5 + exponential(random, 30)));
  const quoted = whenOpen(random, daysLater(qualified, 1 + exponential(random, 6)));
  return [
    { stage: 'qualified', at: qualified },
    { stage: 'quoted', at: quoted },
    { stage: 'lost', at: whenOpen(random, daysLater(quoted, 3 + exponential(random, 12))) },
  ];
}
