// The rows of a customer in the file customers: the first version, and one for each change (moved, grown, other tags). Every row
// is complete; what is not versioned is the same on all of them.
import { dayOf, type Moment, officeTime, timestamp } from './calendar';
import type { Customer } from './customer';
import { companySizes } from './profile';
import { chance, integer } from './random';
import { isInCompanyTime, type SampleRow } from './records';

type Change = { readonly at: Moment; readonly values: SampleRow<'customers'> };

export function writeCustomerVersions(customer: Customer, referredBy: string | null): void {
  const { company, random, profile, lifetime, records } = customer;
  const { calendar } = company;
  const channelKnown = chance(random, 0.95);
  const contactKnown = lifetime.origin !== 'walk-in' || chance(random, 0.5);
  const first: SampleRow<'customers'> = {
    customer_id: profile.id,
    name: chance(random, 0.985) ? profile.name : null,
    email: profile.email,
    phone: profile.phone,
    gender: profile.gender,
    birth_date: profile.birthDate,
    ...(profile.placeKnown ? located(profile.place) : {}),
    industry: profile.industry,
    company_size: profile.size === null ? null : companySizes[profile.size],
    acquired_channel: channelKnown ? lifetime.channel : null,
    acquired_campaign: channelKnown ? lifetime.campaign : null,
    referred_by: referredBy,
    first_contact_at: contactKnown ? timestamp(calendar, lifetime.firstContact) : null,
    churned_at: lifetime.churn === null ? null : timestamp(calendar, lifetime.churn.at),
    churn_reason: lifetime.churn?.reason ?? null,
    tags: profile.tags.join(';'),
  };
  records.customers.push(first);
  let current = first;
  for (const { at, values } of drawChanges(customer)) {
    current = { ...current, ...values, valid_from: timestamp(calendar, at) };
    records.customers.push(current);
  }
}

const located = ({ country, region, city }: { country: string; region: string; city: string }) => ({
  country,
  region,
  city,
});

/** In order of time; two changes never fall on one day. */
function drawChanges(customer: Customer): readonly Change[] {
  const { company, random, profile, lifetime } = customer;
  const changes: Change[] = [];
  if (lifetime.move !== null) changes.push({ at: lifetime.move.at, values: located(lifetime.move.place) });
  const add = (probability: number, values: () => SampleRow<'customers'>) => {
    if (!chance(random, probability)) return;
    const at = officeTime(random, dayOf(lifetime.firstContact) + integer(random, 60, 800));
    const taken = changes.some((change) => dayOf(change.at) === dayOf(at));
    if (isInCompanyTime(company, at) && !taken) changes.push({ at, values: values() });
  };
  if (profile.size !== null && profile.size < companySizes.length - 1)
    add(0.14, () => ({ company_size: companySizes[profile.size! + 1] }));
  if (lifetime.purchases.length >= 12 && !profile.tags.includes('key account'))
    add(0.3, () => ({ tags: [...profile.tags, 'key account'].join(';') }));
  return changes.sort((a, b) => a.at - b.at);
}
