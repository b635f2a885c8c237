// What a customer is called: its stage of life, its band of risk, its group by its last answer; and the channel it prefers.
import { type Customer, dormantAt, inBaseAt } from '../customers';
import { compareText } from '../exact';
import { byTime, type Fact, isCustomerInitiated } from '../facts';
import type { Instant } from '../time';
import { onDefaultScale } from './answers';
import { before, between } from './instants';
import type { Moment } from './moment';
import { rounded } from './rounded';

export type LifecycleStage = 'LEAD' | 'NEW' | 'ACTIVE' | 'DORMANT' | 'LOST';
export type RiskBand = 'LOW' | 'MEDIUM' | 'HIGH';
export type NpsGroup = 'PROMOTER' | 'PASSIVE' | 'DETRACTOR';

/** Of a customer with a purchase before t. */
export function lifecycleStageOf(customer: Customer, { t, rules, dormantLimit }: Moment): LifecycleStage {
  if (!inBaseAt(customer, t, rules)) return 'LOST';
  if (dormantAt(customer, t, rules)) return 'DORMANT';
  return (customer.purchases[0]?.at as Instant) >= dormantLimit ? 'NEW' : 'ACTIVE';
}

export function riskBandOf(churnRisk: number): RiskBand {
  const risk = rounded(churnRisk);
  if (risk < 0.25) return 'LOW';
  return risk < 0.5 ? 'MEDIUM' : 'HIGH';
}

export function npsGroupOf(customer: Customer, { t }: Moment): NpsGroup | null {
  const last = before(customer.interactions, t).findLast((fact) => fact.kind === 'survey' && fact.question === 'nps');
  if (last === undefined) return null;
  const answer = onDefaultScale(last);
  if (rounded(answer) >= 9) return 'PROMOTER';
  return rounded(answer) <= 6 ? 'DETRACTOR' : 'PASSIVE';
}

/** An order is one fact, its first line. */
export function preferredChannelOf(customer: Customer, { t, yearAgo }: Moment): string | null {
  const facts: readonly Fact[] = [
    ...customer.orders.map(({ first }) => first),
    ...customer.interactions.filter(isCustomerInitiated),
  ];
  const channels = new Map<string, { count: number; last: Instant }>();
  for (const { channelId, at } of between(facts, yearAgo, t).toSorted(byTime)) {
    if (channelId === null) continue;
    channels.set(channelId, { count: (channels.get(channelId)?.count ?? 0) + 1, last: at });
  }
  const ranked = [...channels].toSorted(
    ([oneId, one], [otherId, other]) => other.count - one.count || other.last - one.last || compareText(oneId, otherId),
  );
  return ranked[0]?.[0] ?? null;
}
