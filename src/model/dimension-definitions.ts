// Every dimension as data, in the order people see them: a new one is one entry here.
import type { DimensionDefinition, DimensionSource, Label } from './dimension';
import { judgedDimensions } from './judged-dimensions';
import { agentRoles, genders, interactionKinds, transactionKinds } from './kinds';

const text = (id: string, label: Label, description: Label, source: DimensionSource): DimensionDefinition => ({
  id,
  label,
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

export const definitions: readonly DimensionDefinition[] = [
  text(
    'CHANNEL',
    { en: 'Channel', zh: '渠道' },
    { en: 'Channel of the fact: its source key.', zh: '事实所属的渠道：其源系统编号。' },
    { kind: 'channel', column: 'channel_id' },
  ),
  text(
    'CHANNEL_CATEGORY',
    { en: 'Channel category', zh: '渠道类别' },
    { en: 'Category of the channel of the fact.', zh: '事实所属渠道的类别。' },
    { kind: 'channel', column: 'category' },
  ),
  text(
    'ACQUISITION_CHANNEL',
    { en: 'Acquisition channel', zh: '获客渠道' },
    {
      en: 'Channel through which the customer was acquired; of spend: its own channel.',
      zh: '获取该客户的渠道；费用则为其自身的渠道。',
    },
    { kind: 'acquisitionChannel' },
  ),
  text(
    'PRODUCT',
    { en: 'Product', zh: '产品' },
    { en: 'Product of the transaction line: its source key.', zh: '交易行的产品：其源系统编号。' },
    { kind: 'product', column: 'product_id' },
  ),
  text(
    'PRODUCT_CATEGORY',
    { en: 'Product category', zh: '产品类别' },
    { en: 'Category of the product of the transaction line.', zh: '交易行所购产品的类别。' },
    { kind: 'product', column: 'category' },
  ),
  text(
    'AGENT',
    { en: 'Agent', zh: '员工' },
    { en: 'Agent of the fact: its source key.', zh: '经手该事实的员工：其源系统编号。' },
    { kind: 'agent', column: 'agent_id' },
  ),
  text(
    'TEAM',
    { en: 'Team', zh: '团队' },
    { en: "Today's team of the agent of the fact.", zh: '经手员工当前所在的团队。' },
    { kind: 'agent', column: 'team' },
  ),
  text(
    'DEPARTMENT',
    { en: 'Department', zh: '部门' },
    { en: "Today's department of the agent of the fact.", zh: '经手员工当前所在的部门。' },
    { kind: 'agent', column: 'department' },
  ),
  text(
    'CAMPAIGN',
    { en: 'Campaign', zh: '营销活动' },
    { en: 'Campaign of the fact.', zh: '事实所属的营销活动。' },
    { kind: 'fact', column: 'campaign' },
  ),
  {
    ...text(
      'INTERACTION_KIND',
      { en: 'Interaction kind', zh: '互动类型' },
      { en: 'Kind of the interaction.', zh: '互动的类型。' },
      { kind: 'fact', column: 'kind' },
    ),
    members: interactionKinds,
  },
  {
    ...text(
      'AGENT_ROLE',
      { en: 'Agent role', zh: '员工角色' },
      {
        en: "Today's role of the agent of the fact (sales, service).",
        zh: '经手员工当前的角色（sales 销售、service 客服）。',
      },
      { kind: 'agent', column: 'role' },
    ),
    members: agentRoles,
  },
  {
    ...text(
      'TRANSACTION_KIND',
      { en: 'Transaction kind', zh: '交易类型' },
      {
        en: 'Kind of the transaction line (order, renewal, refund).',
        zh: '交易行的类型（order 订单、renewal 续约、refund 退款）。',
      },
      { kind: 'fact', column: 'kind' },
    ),
    members: transactionKinds,
  },
  {
    ...text(
      'BUYER_TYPE',
      { en: 'Buyer type', zh: '新老买家' },
      {
        en: "NEW: a line of the customer's first order; RETURNING: any other; none without a customer.",
        zh: 'NEW：属于客户首个订单的交易行；RETURNING：其余交易行；没有客户的不归类。',
      },
      { kind: 'buyerType' },
    ),
    members: ['NEW', 'RETURNING'],
    memberLabels: { NEW: { en: 'New', zh: '新买家' }, RETURNING: { en: 'Returning', zh: '老买家' } },
  },
  text(
    'TOPIC',
    { en: 'Topic', zh: '主题' },
    { en: 'Topic of the interaction.', zh: '互动的主题。' },
    { kind: 'fact', column: 'topic' },
  ),
  text(
    'OUTCOME',
    { en: 'Outcome', zh: '结果' },
    { en: 'Outcome of the interaction.', zh: '互动的结果。' },
    { kind: 'fact', column: 'outcome' },
  ),
  text(
    'COUNTRY',
    { en: 'Country', zh: '国家' },
    { en: 'Country of the customer.', zh: '客户所在国家。' },
    { kind: 'customer', column: 'country' },
  ),
  text(
    'REGION',
    { en: 'Region', zh: '地区' },
    { en: 'Region of the customer.', zh: '客户所在地区。' },
    { kind: 'customer', column: 'region' },
  ),
  text(
    'CITY',
    { en: 'City', zh: '城市' },
    { en: 'City of the customer.', zh: '客户所在城市。' },
    { kind: 'customer', column: 'city' },
  ),
  text(
    'INDUSTRY',
    { en: 'Industry', zh: '行业' },
    { en: 'Industry of the customer.', zh: '客户所属行业。' },
    { kind: 'customer', column: 'industry' },
  ),
  text(
    'COMPANY_SIZE',
    { en: 'Company size', zh: '企业规模' },
    { en: 'Size of the customer company.', zh: '客户企业的规模。' },
    { kind: 'customer', column: 'company_size' },
  ),
  {
    ...text(
      'GENDER',
      { en: 'Gender', zh: '性别' },
      { en: 'Gender of the customer (F, M, X).', zh: '客户的性别（F 女、M 男、X 其他）。' },
      { kind: 'customer', column: 'gender' },
    ),
    members: genders,
    memberLabels: { F: { en: 'Female', zh: '女' }, M: { en: 'Male', zh: '男' }, X: { en: 'Other', zh: '其他' } },
  },
  {
    ...text(
      'AGE_BAND',
      { en: 'Age band', zh: '年龄段' },
      {
        en: 'Completed years of the customer on the day that places it, in six bands.',
        zh: '客户在归属当日的周岁年龄，分为六段。',
      },
      { kind: 'ageBand' },
    ),
    order: ageBands.members,
    members: ageBands.members,
    memberLabels: {
      'under 18': { en: 'under 18', zh: '18岁以下' },
      '55 and over': { en: '55 and over', zh: '55岁及以上' },
    },
  },
  text(
    'TAG',
    { en: 'Tag', zh: '标签' },
    {
      en: 'Tags of the customer: a customer with two tags stands in both.',
      zh: '客户的标签：有两个标签的客户在两处都计入。',
    },
    { kind: 'tag' },
  ),
  text(
    'ACQUISITION_CAMPAIGN',
    { en: 'Acquisition campaign', zh: '获客活动' },
    {
      en: 'Campaign through which the customer was acquired; of spend: its own campaign.',
      zh: '获取该客户的营销活动；费用则为其自身的营销活动。',
    },
    { kind: 'customer', column: 'acquired_campaign' },
  ),
  text(
    'CHURN_REASON',
    { en: 'Churn reason', zh: '流失原因' },
    { en: 'Reason the customer gave for leaving.', zh: '客户离开时给出的原因。' },
    { kind: 'churnReason' },
  ),
  text(
    'COHORT_MONTH',
    { en: 'Cohort month', zh: '首购月份' },
    {
      en: "Month of the customer's first purchase, YYYY-MM, in the business time zone.",
      zh: '客户首次购买的月份（YYYY-MM），按业务时区。',
    },
    { kind: 'cohortMonth' },
  ),
  {
    ...text(
      'WEEKDAY',
      { en: 'Weekday', zh: '星期' },
      {
        en: "Day of the week of the fact in the question's time zone: 1 (Monday) to 7 (Sunday).",
        zh: '事实发生在星期几，按查询的时区：1（星期一）至 7（星期日）。',
      },
      { kind: 'clock', part: 'weekday' },
    ),
    order: 'number',
    members: Object.keys(weekdays),
    memberLabels: weekdays,
  },
  {
    ...text(
      'HOUR',
      { en: 'Hour', zh: '小时' },
      {
        en: "Hour of the day of the fact in the question's time zone: 0 to 23.",
        zh: '事实发生在几点钟，按查询的时区：0 至 23。',
      },
      { kind: 'clock', part: 'hour' },
    ),
    order: 'number',
    members: Array.from({ length: 24 }, (_, hour) => String(hour)),
  },
  text(
    'CUSTOMER',
    { en: 'Customer', zh: '客户' },
    { en: 'The customer: its source key.', zh: '客户本身：其源系统编号。' },
    { kind: 'customer', column: 'customer_id' },
  ),
  ...judgedDimensions,
];
