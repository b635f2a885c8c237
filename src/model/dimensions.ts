// The dimensions as data: what each one is called and where its members stand in the star.
// A fact dimension belongs to the fact's own row; a customer dimension to the version of its customer.
import { UserError } from '../errors';
import { agentRoles, genders, interactionKinds, transactionKinds } from './kinds';

export type DimensionSource =
  | { readonly kind: 'channel'; readonly column: 'channel_id' | 'category' }
  | { readonly kind: 'product'; readonly column: 'product_id' | 'category' }
  | { readonly kind: 'agent'; readonly column: 'agent_id' | 'team' | 'department' | 'role' }
  | { readonly kind: 'fact'; readonly column: 'campaign' | 'kind' | 'topic' | 'outcome' }
  | { readonly kind: 'clock'; readonly part: 'weekday' | 'hour' }
  | { readonly kind: 'buyerType' }
  | { readonly kind: 'customer'; readonly column: string }
  | { readonly kind: 'acquisitionChannel' }
  | { readonly kind: 'tag' }
  | { readonly kind: 'ageBand' }
  | { readonly kind: 'cohortMonth' }
  | { readonly kind: 'churnReason' }
  /** The customer's number in the star: never asked for by a caller. */
  | { readonly kind: 'customerNumber' };

export type Label = { readonly en: string; readonly zh: string };

export type DimensionDefinition = {
  readonly id: string;
  readonly label: Label;
  readonly description: string;
  readonly source: DimensionSource;
  /** Members compare and sort as numbers, as texts by code point, or in the order listed. */
  readonly order: 'text' | 'number' | readonly string[];
  /** All there can be, where that is known beforehand. */
  readonly members?: readonly string[];
  /** Labels of members whose value is a code rather than a name people know. */
  readonly memberLabels?: Readonly<Record<string, Label>>;
};

const text = (
  id: string,
  en: string,
  zh: string,
  description: string,
  source: DimensionSource,
): DimensionDefinition => ({
  id,
  label: { en, zh },
  description,
  source,
  order: 'text',
});

const weekdays: Readonly<Record<string, Label>> = {
  1: { en: 'Monday', zh: '星期一' },
  2: { en: 'Tuesday', zh: '星期二' },
  3: { en: 'Wednesday', zh: '星期三' },
  4: { en: 'Thursday', zh: '星期四' },
  5: { en: 'Friday', zh: '星期五' },
  6: { en: 'Saturday', zh: '星期六' },
  7: { en: 'Sunday', zh: '星期日' },
};

/** Lower bounds of the age bands in completed years, and their members, youngest first. */
export const ageBands = {
  bounds: [18, 25, 35, 45, 55],
  members: ['under 18', '18-24', '25-34', '35-44', '45-54', '55 and over'],
} as const;

const definitions: readonly DimensionDefinition[] = [
  text('CHANNEL', 'Channel', '渠道', 'Channel of the fact: its source key.', { kind: 'channel', column: 'channel_id' }),
  text('CHANNEL_CATEGORY', 'Channel category', '渠道类别', 'Category of the channel of the fact.', {
    kind: 'channel',
    column: 'category',
  }),
  text(
    'ACQUISITION_CHANNEL',
    'Acquisition channel',
    '获客渠道',
    'Channel through which the customer was acquired; of spend: its own channel.',
    {
      kind: 'acquisitionChannel',
    },
  ),
  text('PRODUCT', 'Product', '产品', 'Product of the transaction line: its source key.', {
    kind: 'product',
    column: 'product_id',
  }),
  text('PRODUCT_CATEGORY', 'Product category', '产品类别', 'Category of the product of the transaction line.', {
    kind: 'product',
    column: 'category',
  }),
  text('AGENT', 'Agent', '员工', 'Agent of the fact: its source key.', { kind: 'agent', column: 'agent_id' }),
  text('TEAM', 'Team', '团队', "Today's team of the agent of the fact.", { kind: 'agent', column: 'team' }),
  text('DEPARTMENT', 'Department', '部门', "Today's department of the agent of the fact.", {
    kind: 'agent',
    column: 'department',
  }),
  text('CAMPAIGN', 'Campaign', '营销活动', 'Campaign of the fact.', { kind: 'fact', column: 'campaign' }),
  {
    ...text('INTERACTION_KIND', 'Interaction kind', '互动类型', 'Kind of the interaction.', {
      kind: 'fact',
      column: 'kind',
    }),
    members: interactionKinds,
  },
  {
    ...text('AGENT_ROLE', 'Agent role', '员工角色', "Today's role of the agent of the fact (sales, service).", {
      kind: 'agent',
      column: 'role',
    }),
    members: agentRoles,
  },
  {
    ...text(
      'TRANSACTION_KIND',
      'Transaction kind',
      '交易类型',
      'Kind of the transaction line (order, renewal, refund).',
      {
        kind: 'fact',
        column: 'kind',
      },
    ),
    members: transactionKinds,
  },
  {
    ...text(
      'BUYER_TYPE',
      'Buyer type',
      '新老买家',
      "NEW: a line of the customer's first order; RETURNING: any other; none without a customer.",
      {
        kind: 'buyerType',
      },
    ),
    members: ['NEW', 'RETURNING'],
    memberLabels: { NEW: { en: 'New', zh: '新买家' }, RETURNING: { en: 'Returning', zh: '老买家' } },
  },
  text('TOPIC', 'Topic', '主题', 'Topic of the interaction.', { kind: 'fact', column: 'topic' }),
  text('OUTCOME', 'Outcome', '结果', 'Outcome of the interaction.', { kind: 'fact', column: 'outcome' }),
  text('COUNTRY', 'Country', '国家', 'Country of the customer.', { kind: 'customer', column: 'country' }),
  text('REGION', 'Region', '地区', 'Region of the customer.', { kind: 'customer', column: 'region' }),
  text('CITY', 'City', '城市', 'City of the customer.', { kind: 'customer', column: 'city' }),
  text('INDUSTRY', 'Industry', '行业', 'Industry of the customer.', { kind: 'customer', column: 'industry' }),
  text('COMPANY_SIZE', 'Company size', '企业规模', 'Size of the customer company.', {
    kind: 'customer',
    column: 'company_size',
  }),
  {
    ...text('GENDER', 'Gender', '性别', 'Gender of the customer (F, M, X).', { kind: 'customer', column: 'gender' }),
    members: genders,
    memberLabels: { F: { en: 'Female', zh: '女' }, M: { en: 'Male', zh: '男' }, X: { en: 'Other', zh: '其他' } },
  },
  {
    ...text(
      'AGE_BAND',
      'Age band',
      '年龄段',
      'Completed years of the customer on the day that places it, in six bands.',
      { kind: 'ageBand' },
    ),
    order: ageBands.members,
    members: ageBands.members,
    memberLabels: {
      'under 18': { en: 'under 18', zh: '18岁以下' },
      '55 and over': { en: '55 and over', zh: '55岁及以上' },
    },
  },
  text('TAG', 'Tag', '标签', 'Tags of the customer: a customer with two tags stands in both.', { kind: 'tag' }),
  text(
    'ACQUISITION_CAMPAIGN',
    'Acquisition campaign',
    '获客活动',
    'Campaign through which the customer was acquired; of spend: its own campaign.',
    {
      kind: 'customer',
      column: 'acquired_campaign',
    },
  ),
  text('CHURN_REASON', 'Churn reason', '流失原因', 'Reason the customer gave for leaving.', { kind: 'churnReason' }),
  text(
    'COHORT_MONTH',
    'Cohort month',
    '首购月份',
    "Month of the customer's first purchase, YYYY-MM, in the business time zone.",
    {
      kind: 'cohortMonth',
    },
  ),
  {
    ...text(
      'WEEKDAY',
      'Weekday',
      '星期',
      "Day of the week of the fact in the question's time zone: 1 (Monday) to 7 (Sunday).",
      {
        kind: 'clock',
        part: 'weekday',
      },
    ),
    order: 'number',
    members: Object.keys(weekdays),
    memberLabels: weekdays,
  },
  {
    ...text('HOUR', 'Hour', '小时', "Hour of the day of the fact in the question's time zone: 0 to 23.", {
      kind: 'clock',
      part: 'hour',
    }),
    order: 'number',
    members: Array.from({ length: 24 }, (_, hour) => String(hour)),
  },
  text('CUSTOMER', 'Customer', '客户', 'The customer: its source key.', { kind: 'customer', column: 'customer_id' }),
];

export const dimensions: readonly DimensionDefinition[] = Object.freeze(definitions);

const byId = new Map(dimensions.map((dimension) => [dimension.id, dimension]));

export const findDimension = (id: string): DimensionDefinition | undefined => byId.get(id);

/** Slices by customer as the engine counts them; conditions on customers are judged by it. */
export const customerNumber: DimensionDefinition = {
  id: 'CUSTOMER_NUMBER',
  label: { en: 'Customer number', zh: '客户编号' },
  description: 'Number of the customer in the star.',
  source: { kind: 'customerNumber' },
  order: 'number',
};

/** The definition of a dimension that is known to exist. */
export function dimensionOf(id: string): DimensionDefinition {
  const found = id === customerNumber.id ? customerNumber : byId.get(id);
  if (found === undefined) throw new Error(`no dimension ${id}`);
  return found;
}

/** Whether a text has the form of the dimension's members: cohort months are YYYY-MM. */
export const mayBeMember = ({ source }: DimensionDefinition, member: string): boolean =>
  source.kind !== 'cohortMonth' || /^\d{4}-(0[1-9]|1[0-2])$/.test(member);

/** Throws UNKNOWN_MEMBER for one that is not among the members known beforehand. */
export function checkMember({ id, members }: DimensionDefinition, member: string): void {
  if (members !== undefined && !members.includes(member))
    throw new UserError('UNKNOWN_MEMBER', { dimension: id, given: member, allowed: members });
}

/** Customer attributes: they go with every family whose rows have a customer. */
export const customerDimensions: readonly string[] = dimensions
  .filter(({ source }) =>
    ['customer', 'acquisitionChannel', 'tag', 'ageBand', 'cohortMonth', 'churnReason'].includes(source.kind),
  )
  .map(({ id }) => id);

/** What an agent is: they go with every family whose rows have an agent. */
export const agentDimensions: readonly string[] = dimensions
  .filter(({ source }) => source.kind === 'agent')
  .map(({ id }) => id);

/** Null last, then by the dimension's order. */
export function compareMembers(dimension: DimensionDefinition, left: string | null, right: string | null): number {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  if (dimension.order === 'number') return Number(left) - Number(right);
  if (dimension.order !== 'text') return dimension.order.indexOf(left) - dimension.order.indexOf(right);
  return compareCodePoints(left, right);
}

/** The order of a binary collation; differs from JavaScript's for characters beyond the basic plane. */
export function compareCodePoints(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  for (let index = 0; index < shorter; index += 1) {
    const [a, b] = [left.charCodeAt(index), right.charCodeAt(index)];
    if (a !== b) return inOrder(a) - inOrder(b);
  }
  return left.length - right.length;
}

/** Halves of characters beyond the basic plane come after all others. */
const inOrder = (unit: number): number => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit);
