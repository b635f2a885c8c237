// Which members a company has at all: a filter of the question that lists any other is a slip and no question. A saved segment may
// outlive a member: nobody is there, and that is no slip. Written from the rows.
import type { Company, Text } from './company';
import type { NaiveFilter, NaiveQuestion } from './question';

const campaigns = ({ interactions, transactions, spend, customers }: Company): readonly Text[] => [
  ...[...interactions, ...transactions, ...spend].map((row) => row.campaign),
  ...customers.map((row) => row.acquired_campaign),
];

const channels = ({ channels: rows, interactions, transactions, spend, customers }: Company): readonly Text[] => [
  ...[...rows, ...interactions, ...transactions, ...spend].map((row) => row.channel_id),
  ...customers.map((row) => row.acquired_channel),
];

const membersOf: Readonly<Record<string, (company: Company) => readonly Text[]>> = {
  CHANNEL: channels,
  ACQUISITION_CHANNEL: channels,
  CHANNEL_CATEGORY: (company) => company.channels.map((row) => row.category),
  PRODUCT: ({ products, transactions }) => [...products, ...transactions].map((row) => row.product_id),
  PRODUCT_CATEGORY: (company) => company.products.map((row) => row.category),
  AGENT: ({ agents, interactions, transactions }) =>
    [...agents, ...interactions, ...transactions].map((row) => row.agent_id),
  TEAM: (company) => company.agents.map((row) => row.team),
  DEPARTMENT: (company) => company.agents.map((row) => row.department),
  CAMPAIGN: campaigns,
  ACQUISITION_CAMPAIGN: campaigns,
  TOPIC: (company) => company.interactions.map((row) => row.topic),
  OUTCOME: (company) => company.interactions.map((row) => row.outcome),
  COUNTRY: (company) => company.customers.map((row) => row.country),
  REGION: (company) => company.customers.map((row) => row.region),
  CITY: (company) => company.customers.map((row) => row.city),
  INDUSTRY: (company) => company.customers.map((row) => row.industry),
  COMPANY_SIZE: (company) => company.customers.map((row) => row.company_size),
  CHURN_REASON: (company) => company.customers.map((row) => row.churn_reason),
  TAG: (company) => company.customers.flatMap((row) => (row.tags ?? '').split(';').map((tag) => tag.trim())),
  CUSTOMER: ({ customers, interactions, transactions }) =>
    [...customers, ...interactions, ...transactions].map((row) => row.customer_id),
};

/** Dimension and member of everything the question lists that the company does not have. */
export function unknownMembers(company: Company, { where }: Pick<NaiveQuestion, 'where'>): readonly string[] {
  const found: string[] = [];
  const look = (filter: NaiveFilter): void => {
    const { all, any, not, metric, dimension } = filter;
    for (const part of [...(all ?? []), ...(any ?? []), ...(not == null ? [] : [not])]) look(part);
    if (metric?.where != null) look(metric.where);
    const known = dimension == null ? undefined : membersOf[dimension];
    if (known === undefined) return;
    const members = new Set(known(company).filter((member) => member != null && member !== ''));
    // Where there are none at all, none is a slip.
    if (members.size === 0) return;
    for (const member of [...(filter.in ?? []), ...(filter.notIn ?? [])])
      if (!members.has(member)) found.push(`${dimension} ${member}`);
  };
  if (where != null) look(where);
  return found;
}
