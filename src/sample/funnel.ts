// From lead to first order as rows: the lead, what sales does about it, and the stages of every opportunity.
import { daysLater, type Moment, whenOpen } from './calendar';
import { type Customer, declineAt, salesAgentAt } from './customer';
import { type DealStage, followUp } from './deal';
import { chance, exponential, integer, pick } from './random';
import { addInteraction } from './records';

const leadTopics = ['demo request', 'price list', 'newsletter sign-up', 'recall request', 'catalogue download'];

export function writeFunnel(customer: Customer): void {
  const { company, random, lifetime, records } = customer;
  if (lifetime.origin !== 'lead') return;
  const { firstContact, firstDeal, channel: channel_id, campaign } = lifetime;
  addInteraction(company, records, firstContact, 'lead', { channel_id, campaign, topic: pick(random, leadTopics) });
  if (chance(random, 0.08)) {
    const again = whenOpen(random, daysLater(firstContact, 10 + exponential(random, 60)));
    addInteraction(company, records, again, 'lead', { channel_id, topic: pick(random, leadTopics) });
  }
  if (firstDeal !== null) {
    writeDeal(customer, firstDeal, 1, channel_id, campaign);
    for (const { at } of firstDeal.slice(1, -1))
      if (chance(random, 0.45)) writeTouch(customer, whenOpen(random, daysLater(at, 0.4)), 'offer');
  } else if (chance(random, 0.8)) {
    const slowness = salesAgentAt(customer, firstContact).slowness * (1 + 1.5 * declineAt(customer, firstContact));
    const answered = followUp(random, firstContact, slowness);
    writeTouch(customer, answered, 'follow-up');
    if (chance(random, 0.4))
      writeTouch(customer, whenOpen(random, daysLater(answered, 2 + exponential(random, 6))), 'follow-up');
  }
}

export const opportunityId = (customer: Customer, deal: number): string => `${customer.records.key}-D${deal}`;

/** The stage rows of one opportunity; the stage `lead` is nobody's yet, the others are the agent's who looks after the customer. */
export function writeDeal(
  customer: Customer,
  stages: readonly DealStage[],
  deal: number,
  channel_id: string,
  campaign: string | null,
): void {
  for (const { stage, at } of stages) {
    const agent_id = stage === 'lead' ? null : salesAgentAt(customer, at).id;
    const outcome = stage === 'lost' ? pick(customer.random, ['price', 'competitor', 'no budget', 'no answer']) : null;
    addInteraction(customer.company, customer.records, at, 'stage', {
      stage,
      opportunity_id: opportunityId(customer, deal),
      channel_id,
      agent_id,
      campaign,
      outcome,
    });
  }
}

/** Sales gets in touch: by telephone (then it lasts), mail or WeChat. */
export function writeTouch(customer: Customer, at: Moment, topic: string): void {
  const { company, random, records } = customer;
  const channel_id = pick(random, ['phone', 'phone', 'email', 'wechat']);
  addInteraction(company, records, at, 'touch', {
    channel_id,
    agent_id: salesAgentAt(customer, at).id,
    topic,
    duration_seconds: channel_id === 'phone' ? integer(random, 60, 1500) : null,
  });
}
