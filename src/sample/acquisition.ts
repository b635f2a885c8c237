// When and through which channel contacts arrive. Customers are numbered in the order of their first contact, each in its own
// slice of the total, so that an earlier number is an earlier contact and every customer can still be drawn alone.
import { type Calendar, positionIn } from './calendar';
import { type Campaign, campaignOn } from './campaigns';
import { channels } from './channels';
import { type Random, uniform } from './random';

export type Acquisition = {
  /** Contacts expected on a day, by position of the channel: weights of no particular unit. */
  readonly weights: readonly Float64Array[];
  /** The sum of all weights before each day, one longer than the days. */
  readonly before: Float64Array;
};

/** The company opens with a rush of two months and grows by two thirds until the end. */
const growth = (day: number, days: number): number => 1 + (0.66 * day) / days + (day < 60 ? 1.2 : 0);

export function createAcquisition(calendar: Calendar, campaigns: readonly Campaign[]): Acquisition {
  const before = new Float64Array(calendar.days + 1);
  const weights: Float64Array[] = [];
  for (let day = 0; day < calendar.days; day += 1) {
    const scale = growth(day, calendar.days) * (0.5 + 0.5 * calendar.demand[day]!);
    const today = Float64Array.from(
      channels,
      ({ id, contacts }) => contacts * scale * (campaignOn(campaigns, id, day)?.lift ?? 1),
    );
    weights.push(today);
    before[day + 1] = before[day]! + today.reduce((sum, weight) => sum + weight, 0);
  }
  return { weights, before };
}

/** The day of the first contact of customer `number` (from 0) of `customers`. */
export function drawContactDay({ before }: Acquisition, number: number, customers: number, random: Random): number {
  const total = before[before.length - 1]!;
  return Math.min(positionIn(before, ((number + uniform(random)) / customers) * total), before.length - 2);
}

/** The share of all contacts that a channel brings on a day. */
export const contactShare = ({ weights, before }: Acquisition, day: number, channel: number): number =>
  weights[day]![channel]! / before[before.length - 1]!;
