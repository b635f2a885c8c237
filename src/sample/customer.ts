// One simulated customer in the making: who it is, what happens to it in the large, the stream of chance, and the rows so far.

import { secondsPerDay } from '../model/day-length';
import { type Agent, agentOn } from './agents';
import { dayOf, type Moment } from './calendar';
import type { Company } from './company';
import { drawLifetime, type Lifetime, regionOf } from './lifetime';
import { serviceDecline } from './places';
import { customerId, drawProfile, type Profile } from './profile';
import { type Random, randomStream } from './random';
import { createRecords, type Records } from './records';

export type Customer = {
  readonly company: Company;
  readonly random: Random;
  readonly profile: Profile;
  readonly lifetime: Lifetime;
  readonly records: Records;
};

/** Decided by the company and the number alone; asking twice gives equal customers. */
export function createCustomer(company: Company, number: number): Customer {
  const random = randomStream(company.seed, 'customer', number);
  const profile = drawProfile(company, number, random);
  const lifetime = drawLifetime(company, profile, random);
  const id = customerId(number);
  return { company, random, profile, lifetime, records: createRecords(id, id) };
}

export const regionAt = ({ profile, lifetime }: Customer, at: Moment): string => regionOf(profile, lifetime.move, at);

export const declineAt = (customer: Customer, at: Moment): number =>
  serviceDecline(customer.company.calendar, regionAt(customer, at), at);

/** How content the customer is at a moment: by nature, by the service of the region, and less before leaving. */
export function moodAt(customer: Customer, at: Moment): number {
  const { lifetime, profile } = customer;
  const leaving = lifetime.presences.some(({ leaves, to }) => leaves && at <= to && at > to - 130 * secondsPerDay);
  const departure = leaving ? (lifetime.churn?.reason === 'service quality' ? 1.4 : 0.5) : 0;
  return profile.mood - 1.6 * declineAt(customer, at) - departure;
}

/** The sales agent who looks after the customer at a moment. */
export const salesAgentAt = (customer: Customer, at: Moment): Agent =>
  agentOn(customer.company.agents, 'sales', regionAt(customer, at), dayOf(at), customer.profile.number);
