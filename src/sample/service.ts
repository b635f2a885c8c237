// Inquiries, tickets and complaints around purchases: how long they wait and whether they are solved depends on agent, season and
// on the region whose service declines; what is not yet solved when the history ends is open.

import { secondsPerDay } from '../model/day-length';
import { type Agent, drawServiceAgent } from './agents';
import { dayOf, daysLater, type Moment, whenOpen } from './calendar';
import { drawServiceChannel } from './channels';
import { type Customer, declineAt, moodAt, regionAt } from './customer';
import { chance, exponential, integer, logNormal, pick, poisson, weighted } from './random';
import { addInteraction } from './records';
import { writeTicketSurveys } from './surveys';

const inquiryTopics = ['price', 'availability', 'compatibility', 'delivery', 'contract'];
const ticketTopics = ['installation', 'how-to', 'defect', 'billing', 'delivery', 'account'];
const complaintTopics = ['late delivery', 'product quality', 'billing', 'staff attitude', 'slow response'];

const waiting = { inquiry: 800, ticket: 1400, complaint: 1700 } as const;

export function writeService(customer: Customer): void {
  const { random, lifetime } = customer;
  if (lifetime.purchases.length === 0) {
    if (chance(random, 0.35))
      writeInquiry(customer, whenOpen(random, daysLater(lifetime.firstContact, exponential(random, 8))));
    return;
  }
  for (const { at, term } of lifetime.purchases) {
    const decline = declineAt(customer, at);
    if (chance(random, 0.18))
      writeInquiry(
        customer,
        whenOpen(random, daysLater(Math.max(lifetime.firstContact, daysLater(at, -6)), exponential(random, 1))),
      );
    if (chance(random, 0.19 + 0.12 * decline))
      writeTicket(customer, whenOpen(random, daysLater(at, 1 + exponential(random, 9))));
    if (term !== null) {
      const months = Math.floor((term.end - at) / secondsPerDay / 30);
      for (let n = poisson(random, 0.12 * months); n > 0; n -= 1)
        writeTicket(customer, whenOpen(random, daysLater(at, integer(random, 2, months * 30))));
    }
    const annoyed = moodAt(customer, at) < -0.8 ? 0.06 : 0;
    if (chance(random, 0.025 + 0.1 * decline + annoyed))
      writeComplaint(customer, whenOpen(random, daysLater(at, 1 + exponential(random, 12))));
  }
  const { churn } = lifetime;
  if (churn !== null && chance(random, churn.reason === 'service quality' ? 0.85 : 0.15)) {
    writeComplaint(customer, whenOpen(random, daysLater(churn.at, -integer(random, 3, 17))));
  }
}

function serve(
  customer: Customer,
  kind: keyof typeof waiting,
  at: Moment,
): { agent: Agent; response: number; resolution: number } {
  const { company, random } = customer;
  const decline = declineAt(customer, at);
  const agent = drawServiceAgent(random, company.agents, regionAt(customer, at), dayOf(at));
  const busy = company.calendar.month[Math.min(dayOf(at), company.calendar.days - 1)] === 11 ? 1.4 : 1;
  const response = Math.floor(logNormal(random, waiting[kind], 0.9) * agent.slowness * busy * (1 + 2.4 * decline)) + 5;
  const resolution = response + Math.floor(logNormal(random, 22_000, 1) * agent.slowness * (1 + 1.4 * decline)) + 60;
  return { agent, response, resolution };
}

function writeInquiry(customer: Customer, at: Moment): void {
  const { company, random, records } = customer;
  const { agent, response } = serve(customer, 'inquiry', at);
  const channel_id = drawServiceChannel(random);
  const answered = at + response <= company.calendar.end;
  addInteraction(company, records, at, 'inquiry', {
    channel_id,
    agent_id: agent.id,
    topic: pick(random, inquiryTopics),
    response_seconds: answered ? response : null,
    duration_seconds: channel_id === 'phone' ? integer(random, 45, 900) : null,
    outcome: answered ? (chance(random, 0.9) ? 'answered' : 'forwarded') : 'open',
  });
}

function writeTicket(customer: Customer, at: Moment): void {
  writeCase(customer, 'ticket', at, pick(customer.random, ticketTopics));
}

/** Where the service declines, most complaints are about waiting. */
function writeComplaint(customer: Customer, at: Moment): void {
  const slow = 12 + 100 * declineAt(customer, at);
  writeCase(customer, 'complaint', at, complaintTopics[weighted(customer.random, [28, 26, 16, 10, slow])]!);
}

function writeCase(customer: Customer, kind: 'ticket' | 'complaint', at: Moment, topic: string): void {
  const { company, random, records } = customer;
  const { agent, response, resolution } = serve(customer, kind, at);
  const { end } = company.calendar;
  const channel_id = drawServiceChannel(random);
  const solved = chance(random, 0.92 - 0.2 * declineAt(customer, at));
  const closed = at + resolution <= end;
  addInteraction(company, records, at, kind, {
    channel_id,
    agent_id: agent.id,
    topic,
    response_seconds: at + response <= end ? response : null,
    resolution_seconds: closed && solved ? resolution : null,
    duration_seconds: channel_id === 'phone' ? integer(random, 60, 2400) : null,
    outcome: closed ? (solved ? 'resolved' : pick(random, ['escalated', 'unresolved'])) : 'open',
  });
  if (closed) writeTicketSurveys(customer, at + resolution, { agent, response, solved });
}
