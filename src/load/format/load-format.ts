// The load format of DATA.md as data: every table's columns with type, need and allowed values, and its key.
// Readers check headers against it, mappings are validated against it, the merge types and checks values by it.
import { agentRoles, genders, interactionKinds, transactionKinds } from '../../model/kinds';
import type { LoadTable } from './source-row';

/**
 * key: a source's own key, text. timestamp: ISO 8601, without offset in the business zone, a bare date is midnight.
 * date: YYYY-MM-DD. decimal: a point, at most `scale` decimals are kept. tags: `;`-separated.
 */
export type ColumnType = 'key' | 'text' | 'timestamp' | 'date' | 'decimal' | 'integer' | 'tags';

export type LoadColumn = {
  readonly name: string;
  readonly type: ColumnType;
  /** The file must have the column, and every row a value in it. */
  readonly required: boolean;
  /** The only values the column may hold. */
  readonly allowed?: readonly string[];
  /** Rows whose `column` holds `value` must have a value here. */
  readonly requiredWhen?: { readonly column: string; readonly value: string };
  /** The dimension whose member the key names. */
  readonly refersTo?: LoadTable;
  /** Decimals kept (decimal columns). */
  readonly scale?: number;
};

export type TableFormat = { readonly key: readonly string[]; readonly columns: readonly LoadColumn[] };

export const stages = ['lead', 'contacted', 'qualified', 'trial', 'quoted', 'won', 'lost'] as const;
export const questions = [
  'nps',
  'csat',
  'ces',
  'csi_product',
  'csi_service',
  'csi_support',
  'cli_repurchase',
  'cli_recommend',
  'cli_overall',
] as const;
export const spendPurposes = ['marketing', 'sales', 'retention', 'service'] as const;

const must = (column: LoadColumn): LoadColumn => ({ ...column, required: true });
const key = (name: string, refersTo?: LoadTable): LoadColumn => ({ name, type: 'key', required: false, refersTo });
const text = (name: string, allowed?: readonly string[]): LoadColumn => ({
  name,
  type: 'text',
  required: false,
  allowed,
});
const timestamp = (name: string): LoadColumn => ({ name, type: 'timestamp', required: false });
const date = (name: string): LoadColumn => ({ name, type: 'date', required: false });
const decimal = (name: string, scale: number): LoadColumn => ({ name, type: 'decimal', required: false, scale });
const onlyWhen = (column: LoadColumn, value: string): LoadColumn => ({
  ...column,
  requiredWhen: { column: 'kind', value },
});

const moneyScale = 4;
const secondsScale = 6;

export const loadFormat: Readonly<Record<LoadTable, TableFormat>> = {
  customers: {
    key: ['customer_id', 'valid_from'],
    columns: [
      must(key('customer_id')),
      text('name'),
      text('email'),
      text('phone'),
      text('gender', genders),
      date('birth_date'),
      text('country'),
      text('region'),
      text('city'),
      text('industry'),
      text('company_size'),
      key('acquired_channel', 'channels'),
      text('acquired_campaign'),
      key('referred_by', 'customers'),
      timestamp('first_contact_at'),
      timestamp('churned_at'),
      text('churn_reason'),
      { name: 'tags', type: 'tags', required: false },
      timestamp('valid_from'),
    ],
  },
  channels: { key: ['channel_id'], columns: [must(key('channel_id')), text('name'), text('category')] },
  products: {
    key: ['product_id'],
    columns: [
      must(key('product_id')),
      text('name'),
      text('category'),
      { name: 'price_tier', type: 'integer', required: false },
    ],
  },
  agents: {
    key: ['agent_id'],
    columns: [
      must(key('agent_id')),
      text('name'),
      text('team'),
      text('department'),
      text('role', agentRoles),
      date('active_from'),
      date('active_to'),
    ],
  },
  interactions: {
    key: ['interaction_id'],
    columns: [
      must(key('interaction_id')),
      must(timestamp('occurred_at')),
      must(text('kind', interactionKinds)),
      key('customer_id', 'customers'),
      key('channel_id', 'channels'),
      key('agent_id', 'agents'),
      text('campaign'),
      text('topic'),
      onlyWhen(key('opportunity_id'), 'stage'),
      onlyWhen(text('stage', stages), 'stage'),
      onlyWhen(text('question', questions), 'survey'),
      onlyWhen(decimal('score', moneyScale), 'survey'),
      decimal('scale_max', moneyScale),
      decimal('response_seconds', secondsScale),
      decimal('resolution_seconds', secondsScale),
      decimal('duration_seconds', secondsScale),
      text('outcome'),
    ],
  },
  transactions: {
    key: ['transaction_id'],
    columns: [
      must(key('transaction_id')),
      must(key('order_id')),
      must(timestamp('occurred_at')),
      must(text('kind', transactionKinds)),
      must(decimal('revenue', moneyScale)),
      key('customer_id', 'customers'),
      decimal('cost', moneyScale),
      decimal('quantity', moneyScale),
      key('product_id', 'products'),
      key('channel_id', 'channels'),
      key('agent_id', 'agents'),
      text('campaign'),
      key('opportunity_id'),
      timestamp('term_end'),
    ],
  },
  spend: {
    key: ['spend_id'],
    columns: [
      must(key('spend_id')),
      must(date('date')),
      must(text('purpose', spendPurposes)),
      must(decimal('amount', moneyScale)),
      key('channel_id', 'channels'),
      text('campaign'),
    ],
  },
  targets: {
    key: ['metric', 'from', 'to', 'dimension', 'member'],
    columns: [
      must(text('metric')),
      must(date('from')),
      must(date('to')),
      must(decimal('value', moneyScale)),
      text('dimension'),
      text('member'),
    ],
  },
};

/** The names of a table's columns, in the order of DATA.md. */
export function columnNames(table: LoadTable): readonly string[] {
  return loadFormat[table].columns.map((column) => column.name);
}
