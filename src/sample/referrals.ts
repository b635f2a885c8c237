// Who recommended a customer: somebody who had bought by then and had not left. The row of the recommendation is written with the
// customer it brought, because customers are made one by one.
import { daysLater, timestamp } from './calendar';
import { type Customer, createCustomer } from './customer';
import { integer } from './random';

const tries = 4;

/** The customer_id of who recommended this one, whose `referral` it writes; null if nobody was found or needed. */
export function writeReferral(customer: Customer): string | null {
  const { company, random, profile, lifetime, records } = customer;
  if (lifetime.channel !== 'referral' || profile.number === 0) return null;
  const at = daysLater(lifetime.firstContact, -integer(random, 1, 10)) + integer(random, 0, 1800);
  for (let n = 0; n < tries; n += 1) {
    const other = createCustomer(company, integer(random, 0, profile.number - 1));
    const presence = other.lifetime.presences.find(({ from, to }) => from < at && at < to);
    const bought = other.lifetime.purchases.some((purchase) => purchase.at < at);
    if (presence === undefined || !bought) continue;
    records.interactions.push({
      interaction_id: `${records.key}-R`,
      occurred_at: timestamp(company.calendar, at),
      kind: 'referral',
      customer_id: other.profile.id,
      channel_id: 'referral',
      outcome: 'new contact',
    });
    return other.profile.id;
  }
  return null;
}
