// The facts of a random company, in small stories that metrics ask about: orders of several lines, refunds, terms and
// their renewals, leads, opportunities that are lost and reopened, offers, surveys, service cases, visits.
import type { InteractionRow, TransactionRow } from './naive/company';
import type { NaiveSettings } from './naive/question';
import { hostileMoments, type Moment, writeMoment } from './random-instants';
import { campaigns, channels, hostileId, products, unstated } from './random-members';
import type { RandomSource } from './random-source';

export type RandomFact =
  | { readonly table: 'interactions'; readonly at: Moment; readonly row: InteractionRow }
  | { readonly table: 'transactions'; readonly at: Moment; readonly row: TransactionRow };

const anyStage = ['lead', 'contacted', 'qualified', 'trial', 'quoted', 'quoted', 'won', 'won', 'lost'];

type Story = (customer: string | null, at: Moment) => void;

export function randomFacts(
  random: RandomSource,
  settings: NaiveSettings,
  customers: readonly string[],
  wanted: number,
): readonly RandomFact[] {
  const facts: RandomFact[] = [];
  const orderIds: string[] = [];
  const moment = hostileMoments(random, settings);
  const maybe = <T>(items: readonly T[], filled: number): T | null =>
    random.chance(filled) ? random.pick(items) : null;
  const place = () => ({
    channel_id: maybe([...channels.map((channel) => channel.channel_id), unstated], 0.85),
    agent_id: maybe(['ann', 'bob', 'chi', 'dee', unstated], 0.5),
    campaign: random.pick(campaigns),
  });
  const nextId = () => hostileId(random, facts.length);
  const newOrderId = () => {
    const id = orderIds.length > 0 && random.chance(0.06) ? random.pick(orderIds) : `o${facts.length}`;
    orderIds.push(id);
    return id;
  };
  const interact = (customer: string | null, at: Moment, kind: string, more: Partial<InteractionRow> = {}) => {
    const row = { interaction_id: nextId(), customer_id: customer, occurred_at: writeMoment(at, random), kind };
    facts.push({ table: 'interactions', at, row: { ...row, ...place(), ...more } });
  };
  const transact = (
    customer: string | null,
    at: Moment,
    kind: string,
    orderId: string,
    termEnd: Moment | null = null,
  ) => {
    const sign = kind === 'refund' ? '-' : '';
    facts.push({
      table: 'transactions',
      at,
      row: {
        transaction_id: nextId(),
        order_id: orderId,
        customer_id: customer,
        occurred_at: writeMoment(at, random),
        kind,
        revenue: `${sign}${random.pick(['10', '19.99', '0.0001', '250.5', '1200.0000', `${random.integer(1, 999)}.25`])}`,
        cost: maybe([`${sign}7.3333`, `${sign}12`, '0', `${sign}300`], 0.8),
        quantity: maybe([`${sign}1`, `${sign}3`, `${sign}2.5`], 0.8),
        product_id: maybe([...products.map((product) => product.product_id), unstated], 0.9),
        term_end: termEnd === null ? null : writeMoment(termEnd, random),
        ...place(),
      },
    });
  };
  const later = (at: Moment) =>
    at.add(
      random.weighted([
        [2, { hours: 0 }],
        [3, { seconds: random.integer(1, 86_400) }],
        [3, { days: random.integer(1, 60) }],
        [1, { hours: 90 * 24 }],
        [1, { hours: 90 * 24, microseconds: 1 }],
        [2, { days: random.integer(60, 400) }],
      ]),
    );

  const order: Story = (customer, at) => {
    const id = newOrderId();
    transact(customer, at, random.chance(0.1) ? 'renewal' : 'order', id);
    for (
      let more = random.weighted([
        [6, 0],
        [2, 1],
        [1, 2],
      ]);
      more > 0;
      more--
    ) {
      transact(customer, random.chance(0.8) ? at : later(at), 'order', id);
    }
  };
  const refund: Story = (customer, at) =>
    transact(customer, at, 'refund', orderIds.length > 0 && random.chance(0.8) ? random.pick(orderIds) : newOrderId());
  const term: Story = (customer, at) => {
    const end = random.weighted([
      [3, at.add({ days: 30 })],
      [2, at.add({ years: 1 })],
      [1, at.add({ days: random.integer(1, 500) }).startOfDay()],
    ]);
    if (end.epochNanoseconds <= at.epochNanoseconds) return;
    transact(customer, at, 'order', newOrderId(), end);
    if (random.chance(0.3)) return;
    const shift = random.weighted([
      [4, { hours: random.integer(-70, 40) * 24 }],
      [1, { hours: -60 * 24 }],
      [1, { hours: 30 * 24 }],
      [1, { hours: 0 }],
    ]);
    const renewal = end.add(shift);
    const kind = random.chance(0.7) ? 'renewal' : 'order';
    transact(customer, renewal, kind, newOrderId(), random.chance(0.5) ? renewal.add({ days: 30 }) : null);
  };
  const lead: Story = (customer, at) => {
    interact(customer, at, 'lead');
    if (random.chance(0.5)) interact(customer, later(at), 'touch');
    if (random.chance(0.4)) order(customer, later(at));
  };
  const opportunity: Story = (customer, at) => {
    const id = `op${facts.length}`;
    let when = at;
    const usual = ['contacted', 'quoted', 'won'];
    const stages = random.chance(0.4)
      ? usual
      : Array.from({ length: random.integer(1, 6) }, () => random.pick(anyStage));
    for (const stage of stages) {
      const whose = random.chance(0.9) ? customer : random.pick([null, ...customers]);
      const amount = maybe(['0', '100', '250.5', '0.0001', `${random.integer(1, 99_999)}.75`], 0.5);
      const product_id = maybe([...products.map((product) => product.product_id), unstated], 0.4);
      interact(whose, when, 'stage', { opportunity_id: id, stage, amount, product_id });
      when = later(when);
    }
  };
  const offer: Story = (customer, at) => {
    if (random.chance(0.7)) order(customer, at);
    const when = later(at);
    interact(customer, when, 'retention_offer');
    if (random.chance(0.6)) order(customer, later(when));
  };
  const answer = (customer: string | null, at: Moment, question: string) => {
    const usual = question === 'ces' ? 7 : question === 'csat' || question.startsWith('csi_') ? 5 : 10;
    const scale = random.chance(0.25) ? random.pick([3, 5, 7, 10, 100]) : null;
    const score = random.integer(question === 'nps' ? 0 : 1, scale ?? usual);
    interact(customer, at, 'survey', {
      question,
      score: String(score),
      scale_max: scale === null ? null : String(scale),
    });
  };
  const survey: Story = (customer, at) => {
    const questionnaire = random.weighted([
      [3, ['nps', 'csat']],
      [2, ['nps']],
      [2, ['csi_product', 'csi_service', 'csi_support']],
      [1, ['cli_repurchase', 'cli_recommend', 'cli_overall', 'nps']],
      [1, ['csi_product', 'csi_service']],
      [1, ['ces', 'cli_overall']],
    ]);
    for (const question of questionnaire) answer(customer, random.chance(0.8) ? at : later(at), question);
  };
  const service: Story = (customer, at) =>
    interact(customer, at, random.pick(['inquiry', 'ticket', 'ticket', 'complaint', 'complaint']), {
      topic: maybe(['delivery', 'Price'], 0.7),
      outcome: maybe(['resolved', 'open'], 0.7),
      response_seconds: maybe(['0', '60', '3600', '3601', String(random.integer(1, 90_000))], 0.75),
      resolution_seconds: maybe([String(random.integer(60, 900_000))], 0.5),
      duration_seconds: maybe(['0', '90', '0.5', String(random.integer(1, 7_200))], 0.4),
    });
  const visit: Story = (customer, at) => {
    const kinds = ['login', 'visit', 'content_view', 'event', 'click', 'impression', 'referral', 'touch'];
    interact(customer, at, random.pick(kinds), { duration_seconds: maybe([String(random.integer(0, 5_000))], 0.6) });
  };
  const stories: readonly (readonly [number, Story])[] = [
    [9, order],
    [2, refund],
    [2, term],
    [5, lead],
    [3, opportunity],
    [2, offer],
    [5, survey],
    [4, service],
    [7, visit],
  ];

  // Each company has more of some stories than of others.
  const told = stories.map(([weight, story]) => [weight * random.pick([0.2, 1, 1, 6]), story] as const);
  // A few customers do most of the business, some none at all.
  const busy = customers.slice(0, Math.ceil(customers.length / 2));
  const ofNobody = random.pick([0.08, 0.08, 0.25]);
  while (facts.length < wanted) {
    const nobody = customers.length === 0 || random.chance(ofNobody);
    const customer = nobody ? null : random.pick(random.chance(0.7) ? busy : customers);
    random.weighted(told)(customer, moment());
  }
  return facts.slice(0, wanted);
}
