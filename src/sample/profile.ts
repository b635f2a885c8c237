// Who a customer is: what does not depend on when anything happens. Two in five are businesses.

import { drawPurchaseChannel, type PurchaseChannel } from './channels';
import type { Company } from './company';
import { drawCompanyName, drawPersonName } from './names';
import { drawPlace, type Place } from './places';
import { between, chance, gamma, integer, normal, pick, type Random, weighted } from './random';

export type Profile = {
  readonly number: number;
  readonly id: string;
  readonly business: boolean;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly gender: string | null;
  readonly birthDate: string | null;
  readonly industry: string | null;
  /** Position in companySizes; null for people. */
  readonly size: number | null;
  readonly place: Place;
  /** False: the file does not say where the customer is (the desks know). */
  readonly placeKnown: boolean;
  readonly tags: readonly string[];
  readonly homeChannel: PurchaseChannel;
  /** How content the customer is by nature, about -2..2. */
  readonly mood: number;
  /** How often the customer shows up without buying, about 1. */
  readonly engagement: number;
  /** The mean value of an order in hundredths (gamma-gamma: each order varies around it). */
  readonly orderValue: number;
};

export const companySizes = ['1-9', '10-49', '50-249', '250+'] as const;
const industries = [
  'Manufacturing',
  'Retail',
  'Logistics',
  'Health care',
  'Education',
  'Hospitality',
  'Finance',
  'Construction',
];
const tags = ['newsletter', 'early adopter', 'price sensitive', 'key account', 'event guest', 'press'];

/** Gamma-gamma spending: the mean order value of a customer is orderShape / gamma(heterogeneity, 1 / valueScale). */
const orderShape = 6;
const heterogeneity = 4;
const valueScale = { person: 13_000, business: 27_000 };

export const customerId = (number: number): string => `C${String(number + 1).padStart(6, '0')}`;

export function drawProfile(company: Company, number: number, random: Random): Profile {
  const business = chance(random, 0.4);
  const place = drawPlace(random);
  const { name, mailbox } = business ? drawCompanyName(random, place.localName) : drawPersonName(random);
  const thisYear = Number(company.calendar.until.slice(0, 4));
  const birthDate = `${thisYear - integer(random, 19, 75)}-${String(integer(random, 1, 12)).padStart(2, '0')}-${String(integer(random, 1, 28)).padStart(2, '0')}`;
  const digits = String(number + 1).padStart(8, '0');
  const spread = gamma(random, heterogeneity, 1);
  return {
    number,
    id: customerId(number),
    business,
    name,
    email: chance(random, 0.9) ? `${mailbox}.${number + 1}@example.com` : null,
    phone: chance(random, 0.75) ? `+86 100 ${digits.slice(0, 4)} ${digits.slice(4)}` : null,
    gender: business || chance(random, 0.12) ? null : ['F', 'M', 'X'][weighted(random, [49, 49, 2])]!,
    birthDate: business || chance(random, 0.2) ? null : birthDate,
    industry: business && chance(random, 0.93) ? pick(random, industries) : null,
    size: business ? weighted(random, [45, 32, 16, 7]) : null,
    place,
    placeKnown: chance(random, 0.97),
    tags: tags.filter((_, index) => chance(random, [0.3, 0.1, 0.15, business ? 0.12 : 0, 0.06, 0.02][index]!)),
    homeChannel: drawPurchaseChannel(random, business),
    mood: normal(random, 0, 0.8),
    engagement: between(random, 0.3, 1.7),
    orderValue: ((business ? valueScale.business : valueScale.person) * orderShape) / spread,
  };
}

/** One order of the customer, in hundredths, at least 5.00. */
export const drawOrderValue = (random: Random, profile: Profile): number =>
  Math.max(500, Math.floor(gamma(random, orderShape, profile.orderValue / orderShape)));
