// The dimensions: which groups there are (the letters of the column `by` in the definitions), which entities have them,
// and the members an entity has when it is placed at an instant. A dimension of an entity has one member (null where it
// has none), TAG as many as the customer has tags.

import { type Customer, firstPurchase, versionAt } from './customers';
import type { Entity, Transaction } from './facts';
import { scoredDimensions, scoredMember, scoredNumbers } from './judgements/attributes';
import { completedYears, type Instant, isoWeekday, type ZoneClock } from './time';
import type { World } from './world';

export type Member = string | null;
export type Attributes = 'AT_EVENT' | 'CURRENT';

const places = ['CHANNEL', 'CHANNEL_CATEGORY'];
const agents = ['AGENT', 'TEAM', 'DEPARTMENT'];
const customerAttributes = [
  'REGION',
  'COUNTRY',
  'CITY',
  'INDUSTRY',
  'COMPANY_SIZE',
  'GENDER',
  'AGE_BAND',
  'TAG',
  'ACQUISITION_CHANNEL',
  'ACQUISITION_CAMPAIGN',
  'CHURN_REASON',
  'COHORT_MONTH',
  'CUSTOMER',
  ...scoredDimensions,
];
const bothFacts = [...places, ...agents, 'AGENT_ROLE', 'CAMPAIGN', 'WEEKDAY', 'HOUR', ...customerAttributes];
const products = ['PRODUCT', 'PRODUCT_CATEGORY'];
const transactionsOnly = [...products, 'TRANSACTION_KIND', 'BUYER_TYPE'];
const acquisition = ['ACQUISITION_CHANNEL', 'ACQUISITION_CAMPAIGN'];

/** T, I (with and without the interaction kind), TI, O (of deals by opportunity or purchase what both have), C, S (also TS, IS and CS) and G; where the definitions say so, without one. */
export const allowed = {
  T: [...bothFacts, ...transactionsOnly],
  I: [...bothFacts, 'TOPIC', 'OUTCOME'],
  IK: [...bothFacts, 'TOPIC', 'OUTCOME', 'INTERACTION_KIND'],
  TI: bothFacts,
  TI_NOT_CHANNEL: bothFacts.filter((dimension) => dimension !== 'CHANNEL'),
  O: [...places, ...agents, ...products, ...customerAttributes],
  DEAL: [...places, ...agents, ...customerAttributes],
  C: customerAttributes,
  C_NOT_CUSTOMER: customerAttributes.filter((dimension) => dimension !== 'CUSTOMER'),
  S: acquisition,
  G: [...agents, 'AGENT_ROLE'],
} as const satisfies Record<string, readonly string[]>;

/** The dimensions of each kind of entity. */
export const dimensionsOf: Readonly<Record<Entity['entity'], readonly string[]>> = {
  transaction: allowed.T,
  interaction: allowed.IK,
  opportunity: allowed.O,
  customer: allowed.C,
  spend: allowed.S,
  agent: allowed.G,
};

/** Members that are numbers; those of every other dimension are text in the order of code points. */
export const numeric: readonly string[] = ['WEEKDAY', 'HOUR', ...scoredNumbers];

/** Members with an order of their own, the first first: they are listed in it and have no other. */
export const memberOrder: Readonly<Record<string, readonly string[]>> = {
  AGE_BAND: ['under 18', '18-24', '25-34', '35-44', '45-54', '55 and over'],
  TIER: ['PLATINUM', 'GOLD', 'SILVER', 'BRONZE'],
  LIFECYCLE_STAGE: ['LEAD', 'NEW', 'ACTIVE', 'DORMANT', 'LOST'],
  HEALTH_BAND: ['HEALTHY', 'WATCH', 'AT_RISK'],
  RISK_BAND: ['LOW', 'MEDIUM', 'HIGH'],
  RFM_SEGMENT: [
    'CHAMPIONS',
    'LOYAL',
    'POTENTIAL_LOYALIST',
    'RECENT',
    'PROMISING',
    'NEED_ATTENTION',
    'ABOUT_TO_SLEEP',
    'AT_RISK',
    'CANNOT_LOSE',
    'HIBERNATING',
  ],
  NPS_GROUP: ['PROMOTER', 'PASSIVE', 'DETRACTOR'],
  LEAD_SCORE_BAND: ['HIGH', 'MEDIUM', 'LOW'],
};

export type Placing = { readonly world: World; readonly attributes: Attributes; readonly clock: ZoneClock };

/** The members of an entity, its customer's attributes taken at the instant `at` (or today). */
export function membersOf(dimension: string, entity: Entity, at: Instant, placing: Placing): readonly Member[] {
  if (!dimensionsOf[entity.entity].includes(dimension)) {
    throw new Error(`${entity.entity} has no dimension ${dimension}`);
  }
  if (entity.entity === 'spend') return [dimension === 'ACQUISITION_CHANNEL' ? entity.channelId : entity.campaign];
  if (customerAttributes.includes(dimension)) {
    const customer = entity.entity === 'customer' ? entity : entity.entity === 'agent' ? null : entity.customer;
    const instant = placing.attributes === 'CURRENT' ? placing.world.now : at;
    return customer === null ? [null] : attributeOf(dimension, customer, instant, placing.world);
  }
  return [ownMember(dimension, entity, placing)];
}

function attributeOf(dimension: string, customer: Customer, at: Instant, world: World): readonly Member[] {
  if (scoredDimensions.includes(dimension)) return [scoredMember(dimension, customer, at, world)];
  const version = versionAt(customer, at);
  const business = world.rules.clock;
  switch (dimension) {
    case 'CUSTOMER':
      return [customer.id];
    case 'COUNTRY':
      return [version.country];
    case 'REGION':
      return [version.region];
    case 'CITY':
      return [version.city];
    case 'INDUSTRY':
      return [version.industry];
    case 'COMPANY_SIZE':
      return [version.companySize];
    case 'GENDER':
      return [version.gender];
    case 'ACQUISITION_CHANNEL':
      return [version.acquiredChannel];
    case 'ACQUISITION_CAMPAIGN':
      return [version.acquiredCampaign];
    case 'CHURN_REASON':
      return [customer.churnReason];
    case 'TAG':
      return version.tags.length === 0 ? [null] : version.tags;
    case 'AGE_BAND':
      return [version.birthDate === null ? null : ageBand(completedYears(version.birthDate, business.dateOf(at)))];
    case 'COHORT_MONTH': {
      const first = firstPurchase(customer);
      return [first === null ? null : business.dateOf(first.at).slice(0, 7)];
    }
    default:
      throw new Error(`not a customer attribute: ${dimension}`);
  }
}

function ageBand(years: number): string {
  if (years < 18) return 'under 18';
  if (years < 25) return '18-24';
  if (years < 35) return '25-34';
  if (years < 45) return '35-44';
  if (years < 55) return '45-54';
  return '55 and over';
}

function ownMember(dimension: string, entity: Entity, { world, clock }: Placing): Member {
  const own = entity as { channelId?: Member; agentId?: Member; campaign?: Member; topic?: Member; outcome?: Member };
  const agent = own.agentId == null ? undefined : world.agents.get(own.agentId);
  switch (dimension) {
    case 'CHANNEL':
      return own.channelId ?? null;
    case 'CHANNEL_CATEGORY':
      return own.channelId == null ? null : (world.channelCategories.get(own.channelId) ?? null);
    case 'AGENT':
      return own.agentId ?? null;
    case 'TEAM':
      return agent?.team ?? null;
    case 'DEPARTMENT':
      return agent?.department ?? null;
    case 'AGENT_ROLE':
      return agent?.role ?? null;
    case 'CAMPAIGN':
      return own.campaign ?? null;
    case 'TOPIC':
      return own.topic ?? null;
    case 'OUTCOME':
      return own.outcome ?? null;
    case 'WEEKDAY':
      return String(isoWeekday(clock.dateOf((entity as Transaction).at)));
    case 'HOUR':
      return String(clock.hourOf((entity as Transaction).at));
    case 'INTERACTION_KIND':
    case 'TRANSACTION_KIND':
      return (entity as Transaction).kind;
    case 'PRODUCT':
      return (entity as Transaction).productId;
    case 'PRODUCT_CATEGORY':
      return categoryOf(entity as Transaction, world);
    case 'BUYER_TYPE':
      return buyerType(entity as Transaction);
    default:
      throw new Error(`no such dimension: ${dimension}`);
  }
}

export function categoryOf(row: Pick<Transaction, 'productId'>, world: World): string | null {
  return row.productId === null ? null : (world.products.get(row.productId)?.category ?? null);
}

function buyerType(row: Transaction): Member {
  if (row.customer === null) return null;
  return row.orderId === row.customer.orders[0]?.orderId ? 'NEW' : 'RETURNING';
}
