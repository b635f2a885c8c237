// Survey answers of all nine questions. They follow what the customer has lived through: the mood of the moment, the wait and the
// outcome of a ticket. Some are asked on another scale than the usual one of their question, and say so.
import type { Agent } from './agents';
import { daysLater, type Moment, whenOpen } from './calendar';
import { type Customer, moodAt } from './customer';
import { chance, exponential, integer, normal, pick } from './random';
import { addInteraction } from './records';

type Scale = { readonly lowest: number; readonly highest: number };

/** Usual scale, the answer of a customer in an ordinary mood on it, what one step of mood moves, and the other scale in use. */
type Question = Scale & { readonly usual: number; readonly step: number; readonly otherHighest: number };

const questions = {
  nps: { lowest: 0, highest: 10, usual: 8.5, step: 1.25, otherHighest: 5 },
  csat: { lowest: 1, highest: 5, usual: 4.35, step: 0.5, otherHighest: 10 },
  ces: { lowest: 1, highest: 7, usual: 5.6, step: 0.7, otherHighest: 5 },
  csi_product: { lowest: 1, highest: 5, usual: 4.2, step: 0.25, otherHighest: 10 },
  csi_service: { lowest: 1, highest: 5, usual: 4.2, step: 0.6, otherHighest: 10 },
  csi_support: { lowest: 1, highest: 5, usual: 4.1, step: 0.55, otherHighest: 10 },
  cli_repurchase: { lowest: 1, highest: 10, usual: 8.2, step: 1, otherHighest: 5 },
  cli_recommend: { lowest: 1, highest: 10, usual: 8, step: 1.1, otherHighest: 5 },
  cli_overall: { lowest: 1, highest: 10, usual: 8.1, step: 0.9, otherHighest: 5 },
} as const satisfies Record<string, Question>;

type QuestionName = keyof typeof questions;
const yearlySatisfaction = ['csi_product', 'csi_service', 'csi_support'] as const;
const yearlyLoyalty = ['cli_repurchase', 'cli_recommend', 'cli_overall'] as const;

export function writeSurveys(customer: Customer): void {
  const { random, lifetime } = customer;
  for (const { at } of lifetime.purchases) {
    if (chance(random, 0.22))
      answer(customer, 'nps', whenOpen(random, daysLater(at, 5 + exponential(random, 7))), 0, null);
  }
  if (lifetime.purchases.length === 0) return;
  for (const { from, to } of lifetime.presences) {
    for (let at = daysLater(from, 60 + integer(random, 0, 90)); at < to; at = daysLater(at, 365)) {
      const asked = whenOpen(random, at);
      if (chance(random, 0.38)) for (const question of yearlySatisfaction) answer(customer, question, asked, 0, null);
      if (chance(random, 0.3)) for (const question of yearlyLoyalty) answer(customer, question, asked + 90, 0, null);
    }
  }
}

/** After a ticket: was it satisfying, was it easy? */
export function writeTicketSurveys(
  customer: Customer,
  closed: Moment,
  service: { agent: Agent; response: number; solved: boolean },
): void {
  const { random } = customer;
  const shift =
    (service.response > 3600 ? -0.5 : 0.1) + (service.solved ? 0.1 : -1.4) + (1 - service.agent.slowness) * 0.6;
  const at = whenOpen(random, daysLater(closed, exponential(random, 1)));
  if (chance(random, 0.42)) answer(customer, 'csat', at, shift, service.agent.id);
  if (chance(random, 0.25)) answer(customer, 'ces', at + 40, shift, service.agent.id);
}

function answer(customer: Customer, name: QuestionName, at: Moment, shift: number, agent_id: string | null): void {
  const { company, random, records } = customer;
  const { lowest, highest, usual, step, otherHighest } = questions[name];
  const opinion = usual + step * (moodAt(customer, at) + shift) + normal(random, 0, step * 0.8);
  const rescaled = chance(random, 0.07);
  const top = rescaled ? otherHighest : highest;
  const onScale = lowest + ((opinion - lowest) * (top - lowest)) / (highest - lowest);
  addInteraction(company, records, at, 'survey', {
    channel_id: pick(random, ['email', 'app', 'wechat']),
    agent_id,
    question: name,
    score: Math.max(lowest, Math.min(top, Math.floor(onScale + 0.5))),
    scale_max: rescaled ? top : null,
  });
}
