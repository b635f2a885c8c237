// The members that a company has of each dimension, for questions to ask about and targets to be set for.
import type { Company } from './naive/company';
import { memberOrder } from './naive/dimensions';
import { scoredDimensions } from './naive/judgements/attributes';
import { unstated } from './random-members';

/** Members as they stand in the rows, and one that stands nowhere. */
export function membersFor(dimension: string, company: Company): readonly string[] {
  const { customers, interactions, transactions } = company;
  const facts = [...interactions, ...transactions];
  const column = <T>(rows: readonly T[], read: (row: T) => string | null | undefined) => rows.map(read);
  const values: Readonly<Record<string, () => readonly (string | null | undefined)[]>> = {
    CHANNEL: () => column(company.channels, (row) => row.channel_id),
    CHANNEL_CATEGORY: () => column(company.channels, (row) => row.category),
    PRODUCT: () => column(company.products, (row) => row.product_id),
    PRODUCT_CATEGORY: () => column(company.products, (row) => row.category),
    AGENT: () => column(company.agents, (row) => row.agent_id),
    TEAM: () => column(company.agents, (row) => row.team),
    DEPARTMENT: () => column(company.agents, (row) => row.department),
    AGENT_ROLE: () => column(company.agents, (row) => row.role),
    CAMPAIGN: () => column(facts, (row) => row.campaign),
    TOPIC: () => column(interactions, (row) => row.topic),
    OUTCOME: () => column(interactions, (row) => row.outcome),
    INTERACTION_KIND: () => column(interactions, (row) => row.kind),
    TRANSACTION_KIND: () => ['order', 'renewal', 'refund'],
    BUYER_TYPE: () => ['NEW', 'RETURNING'],
    WEEKDAY: () => ['1', '3', '5', '6', '7'],
    HOUR: () => ['0', '1', '9', '10', '15', '23'],
    CUSTOMER: () => column(customers, (row) => row.customer_id),
    REGION: () => column(customers, (row) => row.region),
    COUNTRY: () => column(customers, (row) => row.country),
    CITY: () => column(customers, (row) => row.city),
    INDUSTRY: () => column(customers, (row) => row.industry),
    COMPANY_SIZE: () => column(customers, (row) => row.company_size),
    GENDER: () => column(customers, (row) => row.gender),
    TAG: () => ['vip', 'new', 'b2b', 'B2B'],
    ACQUISITION_CHANNEL: () => column(customers, (row) => row.acquired_channel),
    ACQUISITION_CAMPAIGN: () => column(customers, (row) => row.acquired_campaign),
    CHURN_REASON: () => column(customers, (row) => row.churn_reason),
    RFM_RECENCY: () => ['1', '2', '3', '4', '5'],
    RFM_FREQUENCY: () => ['1', '2', '3', '4', '5'],
    RFM_MONETARY: () => ['1', '2', '3', '4', '5'],
    COHORT_MONTH: () => column(transactions, (row) => row.occurred_at.slice(0, 7)),
  };
  const found = dimension in memberOrder ? () => memberOrder[dimension]! : values[dimension];
  if (found === undefined) throw new Error(`no members known for ${dimension}`);
  const real = [...new Set(found())].filter((value) => value != null && value !== '') as string[];
  const closed = [
    'WEEKDAY',
    'HOUR',
    'AGE_BAND',
    'BUYER_TYPE',
    'TRANSACTION_KIND',
    'INTERACTION_KIND',
    'GENDER',
    'AGENT_ROLE',
    ...scoredDimensions,
  ];
  return closed.includes(dimension) ? real : [...real, unstated];
}
