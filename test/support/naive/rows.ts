// From a row of the load format to a fact, a member or a customer version: text to instants, exact amounts and nulls.
import type {
  AgentRow,
  Company,
  CustomerRow,
  InteractionRow,
  SpendRow,
  TargetRow,
  Text,
  TransactionRow,
} from './company';
import type { Customer, Version } from './customers';
import { parseDecimal } from './exact';
import type { Agent, Interaction, Product, Spend, Target, Transaction } from './facts';
import { enumOf } from './metrics/columns';
import type { Instant } from './time';

export type ReadInstant = (value: Text) => Instant | null;

const text = (value: Text): string | null => (value === undefined || value === '' ? null : value);
const decimal = (value: Text): bigint | null => (text(value) === null ? null : parseDecimal(value as string));
const number = (value: Text): number | null => (text(value) === null ? null : Number(value));

export function interactionOf(row: InteractionRow, at: Instant, customer: Customer | null): Interaction {
  return {
    entity: 'interaction',
    id: row.interaction_id,
    at,
    kind: row.kind,
    customer,
    channelId: text(row.channel_id),
    agentId: text(row.agent_id),
    campaign: text(row.campaign),
    topic: text(row.topic),
    outcome: text(row.outcome),
    opportunityId: text(row.opportunity_id),
    stage: text(row.stage),
    amount: decimal(row.amount),
    productId: text(row.product_id),
    question: text(row.question),
    score: decimal(row.score),
    scaleMax: decimal(row.scale_max),
    responseSeconds: number(row.response_seconds),
    resolutionSeconds: number(row.resolution_seconds),
    durationSeconds: number(row.duration_seconds),
  };
}

/** Without cost it has cost 0, without quantity 1; a refund without quantity takes one back. */
export function transactionOf(
  row: TransactionRow,
  at: Instant,
  customer: Customer | null,
  instant: ReadInstant,
): Transaction {
  return {
    entity: 'transaction',
    id: row.transaction_id,
    orderId: row.order_id,
    at,
    kind: row.kind,
    customer,
    revenue: parseDecimal(row.revenue),
    cost: decimal(row.cost) ?? 0n,
    quantity: decimal(row.quantity) ?? parseDecimal(row.kind === 'refund' ? '-1' : '1'),
    productId: text(row.product_id),
    channelId: text(row.channel_id),
    agentId: text(row.agent_id),
    campaign: text(row.campaign),
    termEnd: instant(row.term_end),
  };
}

export function spendOf(row: SpendRow): Spend {
  return {
    entity: 'spend',
    date: row.date,
    purpose: row.purpose,
    amount: parseDecimal(row.amount),
    channelId: text(row.channel_id),
    campaign: text(row.campaign),
  };
}

export function targetOf(row: TargetRow): Target {
  return {
    metric: enumOf(row.metric),
    from: row.from,
    to: row.to,
    value: parseDecimal(row.value),
    dimension: text(row.dimension),
    member: text(row.member),
  };
}

export function agentOf(row: AgentRow): Agent {
  return {
    entity: 'agent',
    agentId: row.agent_id,
    team: text(row.team),
    department: text(row.department),
    role: text(row.role),
    activeFrom: text(row.active_from),
    activeTo: text(row.active_to),
  };
}

export function productsOf(company: Company): ReadonlyMap<string, Product> {
  return new Map(
    company.products.map((row) => [
      row.product_id,
      { category: text(row.category), priceTier: number(row.price_tier) },
    ]),
  );
}

export function channelCategoriesOf(company: Company): ReadonlyMap<string, string | null> {
  return new Map(company.channels.map((row) => [row.channel_id, text(row.category)]));
}

export function versionOf(row: CustomerRow, instant: ReadInstant): Version {
  const tags = (text(row.tags) ?? '').split(';').map((tag) => tag.trim());
  return {
    validFrom: instant(row.valid_from),
    name: text(row.name),
    email: text(row.email),
    phone: text(row.phone),
    gender: text(row.gender),
    birthDate: text(row.birth_date),
    country: text(row.country),
    region: text(row.region),
    city: text(row.city),
    industry: text(row.industry),
    companySize: text(row.company_size),
    acquiredChannel: text(row.acquired_channel),
    acquiredCampaign: text(row.acquired_campaign),
    referredBy: text(row.referred_by),
    tags: [...new Set(tags.filter((tag) => tag !== ''))],
  };
}

/** What is not versioned: of the rows that have it, the one with the greatest valid_from counts. */
export function unversioned(rowsByValidFrom: readonly CustomerRow[], instant: ReadInstant) {
  const last = (column: 'first_contact_at' | 'churned_at' | 'churn_reason') =>
    text(rowsByValidFrom.findLast((row) => text(row[column]) !== null)?.[column]);
  return {
    firstContactAt: instant(last('first_contact_at')),
    churnedAt: instant(last('churned_at')),
    churnReason: last('churn_reason'),
  };
}
