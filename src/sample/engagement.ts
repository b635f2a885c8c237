// What happens between purchases: sessions that grow rare before a customer leaves, advertising, visits of sales, events, offers
// to the dormant, and recommendations that led to nothing.
import { secondsPerDay } from '../model/day-length';
import { dayOf, daysLater, type Moment, shoppingTime, whenOpen } from './calendar';
import { type Customer, moodAt } from './customer';
import { writeTouch } from './funnel';
import type { Presence } from './lifetime';
import { between, chance, integer, logNormal, pick, poisson, type Random, uniform } from './random';
import { addInteraction } from './records';

const contentTopics = ['guides', 'news', 'case studies', 'product pages', 'webinar recordings'];
const month = 30 * secondsPerDay;

export function writeEngagement(customer: Customer): void {
  const { company, random, lifetime, profile, records } = customer;
  for (const presence of lifetime.presences) {
    const sessions = 1.9 * profile.engagement;
    happen(random, presence, sessions, (at) => writeSession(customer, presence, at));
    if (lifetime.purchases.length > 0) {
      happen(random, presence, profile.business ? 0.22 : 0.05, (at) =>
        writeTouch(customer, whenOpen(random, at), 'check-in'),
      );
      happen(random, presence, 0.05 * profile.engagement, (at) => writeEvent(customer, at));
    }
    writeAdvertising(customer, presence);
  }
  for (const { term } of lifetime.purchases) {
    if (term !== null && chance(random, 0.5))
      writeTouch(customer, whenOpen(random, daysLater(term.end, -integer(random, 25, 45))), 'renewal');
  }
  for (const at of lifetime.offers) {
    const outcome = lifetime.purchases.some((purchase) => purchase.at > at && purchase.at < at + 3 * month)
      ? 'accepted'
      : 'no answer';
    addInteraction(company, records, at, 'retention_offer', {
      channel_id: pick(random, ['email', 'phone', 'wechat']),
      campaign: 'come-back',
      topic: pick(random, ['discount', 'free service', 'trade-in']),
      outcome,
    });
  }
  const [first] = lifetime.purchases;
  if (first === undefined) return;
  const content = moodAt(customer, first.at);
  if (chance(random, content > 0.5 ? 0.14 : content > -0.5 ? 0.06 : 0.01)) {
    addInteraction(company, records, whenOpen(random, daysLater(first.at, integer(random, 5, 200))), 'referral', {
      channel_id: 'referral',
      outcome: 'no answer',
    });
  }
}

/** Calls `act` at random moments of a presence, so often a month in the mean. */
function happen(random: Random, { from, to }: Presence, perMonth: number, act: (at: Moment) => void): void {
  for (let start = from; start < to; start += month) {
    const length = Math.min(month, to - start);
    for (let n = poisson(random, (perMonth * length) / month); n > 0; n -= 1) {
      const at = shoppingTime(random, dayOf(start + Math.floor(uniform(random) * length)));
      if (at >= from) act(at);
    }
  }
}

function writeSession(customer: Customer, { to, leaves }: Presence, at: Moment): void {
  const { company, random, lifetime, records } = customer;
  if (leaves && at > to - 90 * secondsPerDay && chance(random, 0.65)) return;
  const bought = lifetime.purchases.some((purchase) => purchase.at < at);
  const kind = bought && chance(random, 0.6) ? 'login' : 'visit';
  const channel_id = kind === 'visit' && chance(random, 0.12) ? 'store' : chance(random, 0.6) ? 'web' : 'app';
  const duration = Math.floor(logNormal(random, 340, 0.8)) + 10;
  addInteraction(company, records, at, kind, { channel_id, duration_seconds: chance(random, 0.93) ? duration : null });
  if (channel_id !== 'store' && chance(random, 0.32)) {
    addInteraction(company, records, at + integer(random, 5, 200), 'content_view', {
      channel_id,
      topic: pick(random, contentTopics),
    });
  }
}

function writeEvent(customer: Customer, at: Moment): void {
  const { company, random, records } = customer;
  const online = chance(random, 0.6);
  addInteraction(company, records, whenOpen(random, at), 'event', {
    channel_id: online ? 'web' : 'event',
    topic: online ? 'webinar' : pick(random, ['trade fair', 'user day']),
    duration_seconds: integer(random, 1800, 14_400),
    outcome: chance(random, 0.85) ? 'attended' : 'left early',
  });
}

/** Campaigns reach those who are there; one in nine impressions is clicked. */
function writeAdvertising(customer: Customer, { from, to }: Presence): void {
  const { company, random, records } = customer;
  for (const { name, channels, firstDay, lastDay } of company.campaigns) {
    if (lastDay < dayOf(from) || firstDay > dayOf(to) || !chance(random, 0.45)) continue;
    const channel_id = pick(random, channels);
    for (let n = integer(random, 1, 3); n > 0; n -= 1) {
      const at = shoppingTime(random, Math.floor(between(random, firstDay, lastDay + 1)));
      if (at < from || at > to) continue;
      addInteraction(company, records, at, 'impression', { channel_id, campaign: name });
      if (chance(random, 0.11))
        addInteraction(company, records, at + integer(random, 2, 40), 'click', { channel_id, campaign: name });
    }
  }
}
