// The load format as data: every table's columns with type, need, meaning and allowed values, and its key. Readers check
// headers against it, mappings are validated against it, the merge types and checks values by it, docs/load-format.md is
// made of it.
import {
  agentRoleMeanings,
  genderMeanings,
  interactionKindMeanings,
  opportunityStageMeanings,
  spendPurposeMeanings,
  surveyQuestionMeanings,
  transactionKindMeanings,
} from '../../model/kinds';
import type { LoadTable } from './source-row';

/** How the cells of a type are written. */
export const columnTypes = {
  key: 'a key of the source, any text of at most 500 characters',
  text: 'any text',
  timestamp:
    'ISO 8601, such as 2025-03-31T18:20:00+08:00; without an offset on the clock of the business time zone; a day alone is its midnight',
  date: 'a day, YYYY-MM-DD',
  decimal: 'a number with a point and at most 18 digits, such as -1234.50; nothing is rounded',
  integer: 'a whole number',
  tags: 'texts separated by semicolons',
} as const;
export type ColumnType = keyof typeof columnTypes;

export type LoadColumn = {
  readonly name: string;
  readonly type: ColumnType;
  /** What a cell says, as a sentence. */
  readonly meaning: string;
  /** The file must have the column, and every row a value in it. */
  readonly required: boolean;
  /** The only values the column may hold, each with its meaning. */
  readonly allowed?: Readonly<Record<string, string>>;
  /** Rows whose `column` holds `value` must have a value here. */
  readonly requiredWhen?: { readonly column: string; readonly value: string };
  /** The dimension whose member the key names. */
  readonly refersTo?: LoadTable;
  /** Decimals kept (decimal columns). */
  readonly scale?: number;
};

export type TableFormat = {
  /** What a row of the file is, as a sentence. */
  readonly meaning: string;
  readonly key: readonly string[];
  readonly columns: readonly LoadColumn[];
};

const column = (type: ColumnType, name: string, meaning: string): LoadColumn => ({
  name,
  type,
  meaning,
  required: false,
});
const must = (given: LoadColumn): LoadColumn => ({ ...given, required: true });
const key = (name: string, meaning: string, refersTo?: LoadTable) => ({ ...column('key', name, meaning), refersTo });
const text = (name: string, meaning: string, allowed?: Readonly<Record<string, string>>) => ({
  ...column('text', name, meaning),
  allowed,
});
const timestamp = (name: string, meaning: string) => column('timestamp', name, meaning);
const date = (name: string, meaning: string) => column('date', name, meaning);
const money = (name: string, meaning: string) => ({ ...column('decimal', name, meaning), scale: 4 });
const seconds = (name: string, meaning: string) => ({ ...column('decimal', name, meaning), scale: 6 });
const onlyWhen = (given: LoadColumn, value: string): LoadColumn => ({
  ...given,
  requiredWhen: { column: 'kind', value },
});

export const loadFormat: Readonly<Record<LoadTable, TableFormat>> = {
  customers: {
    meaning:
      'A row is a customer, or what a customer was from an instant on: with valid_from it is the version from then, without it the first version. Facts are placed by the version of their time.',
    key: ['customer_id', 'valid_from'],
    columns: [
      must(key('customer_id', 'The customer, by the key of the source.')),
      text('name', 'Name of the person or company.'),
      text('email', 'E-mail address.'),
      text('phone', 'Telephone number.'),
      text('gender', 'Gender of a person.', genderMeanings),
      date('birth_date', 'Birthday of a person.'),
      text('country', 'Country.'),
      text('region', 'Region inside the country, or a sales region.'),
      text('city', 'City.'),
      text('industry', 'Industry of a company.'),
      text('company_size', 'Size of a company, in whatever classes you use.'),
      key('acquired_channel', 'The channel through which the customer was won.', 'channels'),
      text('acquired_campaign', 'The campaign through which the customer was won.'),
      key('referred_by', 'The customer who recommended the company to this one.', 'customers'),
      timestamp(
        'first_contact_at',
        'When the customer first got in touch. Not versioned: the row with the latest valid_from that has it counts.',
      ),
      timestamp('churned_at', 'When the customer left, if that is known. Not versioned, as first_contact_at.'),
      text('churn_reason', 'Why the customer left. Not versioned, as first_contact_at.'),
      column('tags', 'tags', 'Labels of your own, separated by semicolons.'),
      timestamp('valid_from', 'From when on the row holds; empty for the first version.'),
    ],
  },
  customer_aliases: {
    meaning:
      'A row says that an id is another id of a customer. Facts that came or will come under the alias are the customer’s, whose own attributes stand; those of the alias stand aside. An alias of an alias is one of the customer behind it. Taking the load back parts them again.',
    key: ['alias_id'],
    columns: [
      must(key('alias_id', 'The other id, by the key of the source.', 'customers')),
      must(key('customer_id', 'The customer it belongs to.', 'customers')),
    ],
  },
  channels: {
    meaning:
      'A row is a way on which customers and company meet: a shop, the website, a partner, an advertising network.',
    key: ['channel_id'],
    columns: [
      must(key('channel_id', 'The channel, by the key of the source.')),
      text('name', 'Name of the channel.'),
      text('category', 'What sort of channel it is, such as online, offline or partner.'),
    ],
  },
  products: {
    meaning: 'A row is something that is sold.',
    key: ['product_id'],
    columns: [
      must(key('product_id', 'The product, by the key of the source.')),
      text('name', 'Name of the product.'),
      text('category', 'Category of the product, at most 500 characters.'),
      column('integer', 'price_tier', 'Rank of its price inside its category: a higher number is dearer.'),
    ],
  },
  agents: {
    meaning: 'A row is somebody who works with customers.',
    key: ['agent_id'],
    columns: [
      must(key('agent_id', 'The agent, by the key of the source.')),
      text('name', 'Name of the agent.'),
      text('team', 'Team of the agent.'),
      text('department', 'Department of the agent.'),
      text('role', 'What the agent does.', agentRoleMeanings),
      date('active_from', 'First day of employment; empty: always was.'),
      date('active_to', 'Last day of employment; empty: still is.'),
    ],
  },
  interactions: {
    meaning: 'A row is one thing that happened between a customer and the company other than buying.',
    key: ['interaction_id'],
    columns: [
      must(key('interaction_id', 'The interaction, by the key of the source.')),
      must(timestamp('occurred_at', 'When it happened, on a day from 1970 to 2099.')),
      must(text('kind', 'What happened.', interactionKindMeanings)),
      key('customer_id', 'With whom; empty: nobody known.', 'customers'),
      key('channel_id', 'Through which channel.', 'channels'),
      key('agent_id', 'Who of the company took part.', 'agents'),
      text('campaign', 'The campaign it belongs to.'),
      text('topic', 'What it was about, such as delivery or price.'),
      onlyWhen(key('opportunity_id', 'The opportunity (a possible sale) it belongs to.'), 'stage'),
      onlyWhen(text('stage', 'The stage the opportunity reached.', opportunityStageMeanings), 'stage'),
      money('amount', 'What the deal is worth, as known at that stage, in the business currency; empty: not said.'),
      key('product_id', 'What the deal is about; empty: not said.', 'products'),
      onlyWhen(text('question', 'The question that was answered.', surveyQuestionMeanings), 'survey'),
      onlyWhen(money('score', 'The answer, a number on the scale of the question.'), 'survey'),
      money(
        'scale_max',
        'The highest answer of the scale, where it is another than usual. The answer is then converted.',
      ),
      seconds('response_seconds', 'Seconds until the company first answered (inquiries, tickets, complaints).'),
      seconds('resolution_seconds', 'Seconds until the case was solved (tickets, complaints).'),
      seconds('duration_seconds', 'How many seconds it lasted (calls, logins, visits).'),
      text('outcome', 'What came of it; resolved: the ticket or complaint is solved.'),
    ],
  },
  transactions: {
    meaning: 'A row is one line of an order, a renewal or a refund. Lines with the same order_id are one order.',
    key: ['transaction_id'],
    columns: [
      must(key('transaction_id', 'The line, by the key of the source.')),
      must(key('order_id', 'The order the line belongs to.')),
      must(timestamp('occurred_at', 'When it happened, on a day from 1970 to 2099.')),
      must(text('kind', 'What the line is.', transactionKindMeanings)),
      must(money('revenue', 'Money of the line in the business currency, of all its pieces; 0 or below for a refund.')),
      key('customer_id', 'Who bought; empty: nobody known.', 'customers'),
      money('cost', 'What the company paid for what it sold, of all pieces of the line; empty counts as 0.'),
      money('quantity', 'How many pieces; empty counts as 1, for a refund as -1.'),
      key('product_id', 'What was sold.', 'products'),
      key('channel_id', 'Through which channel.', 'channels'),
      key('agent_id', 'Who sold it.', 'agents'),
      text('campaign', 'The campaign it is owed to.'),
      key('opportunity_id', 'The opportunity (a possible sale) it came from.'),
      timestamp('term_end', 'When what was bought ends, such as a subscription; until then the buyer is not lost.'),
    ],
  },
  spend: {
    meaning: 'A row is money that the company spent on winning or keeping customers.',
    key: ['spend_id'],
    columns: [
      must(key('spend_id', 'The expense, by the key of the source.')),
      must(date('date', 'The day it belongs to, from 1970 to 2099.')),
      must(text('purpose', 'What it was spent for.', spendPurposeMeanings)),
      must(money('amount', 'How much, in the business currency.')),
      key('channel_id', 'On which channel.', 'channels'),
      text('campaign', 'On which campaign.'),
    ],
  },
  targets: {
    meaning:
      'A row is what a metric should be over a range of days, for the whole company or one member of a dimension.',
    key: ['metric', 'from', 'to', 'dimension', 'member'],
    columns: [
      must(text('metric', 'The metric, by its id (revenue) or enum value (REVENUE); schema/metrics.md lists them.')),
      must(date('from', 'First day of the range, from 1970 to 2099.')),
      must(date('to', 'Last day of the range, from 1970 to 2099.')),
      must(money('value', 'What the metric should be over the range, in its own unit.')),
      text('dimension', 'The dimension of the member, such as REGION; empty: the whole company.'),
      text('member', 'The member of the dimension, at most 500 characters; empty: the whole company.'),
    ],
  },
};

/** The names of a table's columns, in the order of the format. */
export function columnNames(table: LoadTable): readonly string[] {
  return loadFormat[table].columns.map(({ name }) => name);
}
