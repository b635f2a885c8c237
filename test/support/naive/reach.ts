// In which slices there can be anything to say about P: where its facts, customers, terms, opportunities, agents and
// spend stand, and where the metrics stand that look at other times. More than any one metric counts, never less.
import type { FactsOfP, Slicing } from './cell';
import { sliceName } from './cell';
import type { Entity } from './facts';
import type { Asked, Period } from './period';
import type { Instant } from './time';
import type { World } from './world';

const ofLastYear = ['CLV', 'CLV_REVENUE', 'CLV_TO_CAC', 'CUSTOMER_LIFETIME_YEARS'];

export function slicesIn(
  world: World,
  asked: Asked,
  slicing: Slicing,
  facts: FactsOfP,
  previous: Period,
  metrics: readonly string[],
): ReadonlySet<string> {
  const { s, e, from, lastDay } = facts.period;
  const found = new Set<string>();
  const add = (entity: Entity, at: Instant) => {
    if (!slicing.applies(entity.entity)) return;
    for (const slice of slicing.slicesOf(entity, at)) found.add(slice);
  };
  for (const fact of facts.transactions) add(fact, fact.at);
  for (const fact of facts.interactions) add(fact, fact.at);
  for (const spend of facts.spend) add(spend, s);
  for (const agent of world.agents.values()) add(agent, s);
  for (const opportunity of world.opportunities) {
    for (const { at } of opportunity.rows) if (s <= at && at < e) add(opportunity, at);
    if (opportunity.at < e) add(opportunity, e);
  }
  for (const customer of world.customers) {
    add(customer, s);
    add(customer, e);
    for (const row of customer.purchases) {
      if (row.termEnd !== null && s <= row.termEnd && row.termEnd < e) add(row, row.termEnd);
      if (row.termEnd !== null && row.at <= e && e < row.termEnd) add(row, e);
    }
  }
  if (metrics.some((metric) => ofLastYear.includes(metric))) {
    const yearAgo = asked.clock.minusYears(e, 1);
    for (const customer of world.customers) add(customer, yearAgo);
    for (const row of world.transactions) if (yearAgo <= row.at && row.at < e) add(row, row.at);
  }
  if (metrics.includes('NET_REVENUE_RETENTION')) {
    for (const row of facts.transactions) add(row, s);
    for (const row of world.transactions) if (previous.s <= row.at && row.at < previous.e) add(row, s);
  }
  if (metrics.includes('TARGET_ATTAINMENT') && slicing.where === null && slicing.by.length === 1) {
    for (const target of world.targets) {
      const inP = from <= target.from && target.to <= lastDay;
      const standsApart = slicing.apart?.has(target.member) ?? true;
      if (inP && target.dimension === slicing.by[0] && standsApart) found.add(sliceName([target.member]));
    }
  }
  return found;
}
