// Which dimensions go with which metric: the column `by` of METRICS.md, written out by hand.
import { allowedDimensions, findMetric, metricCatalog } from '../../src/metrics/catalog';
import { customerDimensions } from '../../src/model/dimensions';

const customer = [
  'ACQUISITION_CAMPAIGN',
  'ACQUISITION_CHANNEL',
  'AGE_BAND',
  'CHURN_REASON',
  'CITY',
  'COHORT_MONTH',
  'COMPANY_SIZE',
  'COUNTRY',
  'CUSTOMER',
  'GENDER',
  'INDUSTRY',
  'REGION',
  'TAG',
];
const place = ['AGENT', 'CHANNEL', 'CHANNEL_CATEGORY', 'DEPARTMENT', 'TEAM'];
const shared = [...place, 'AGENT_ROLE', 'CAMPAIGN', 'WEEKDAY', 'HOUR'];

const sets = {
  T: [...shared, 'PRODUCT', 'PRODUCT_CATEGORY', 'TRANSACTION_KIND', 'BUYER_TYPE', ...customer],
  I: [...shared, 'TOPIC', 'OUTCOME', ...customer],
  'I of several kinds': [...shared, 'TOPIC', 'OUTCOME', 'INTERACTION_KIND', ...customer],
  TI: [...shared, ...customer],
  O: [...place, ...customer],
  'E lead': [...shared, 'TOPIC', 'OUTCOME', ...customer],
  'E offer': [...shared, 'TOPIC', 'OUTCOME', ...customer],
  'E deal': [...place, ...customer],
  C: customer,
  S: ['ACQUISITION_CHANNEL', 'ACQUISITION_CAMPAIGN'],
  TS: ['ACQUISITION_CHANNEL', 'ACQUISITION_CAMPAIGN'],
} as const satisfies Record<string, readonly string[]>;

const by: Readonly<Record<string, keyof typeof sets>> = {
  leads: 'I',
  newCustomers: 'T',
  leadConversionRate: 'E lead',
  acquisitionSpend: 'S',
  cac: 'TS',
  marketingRoi: 'TS',
  revenue: 'T',
  grossProfit: 'T',
  orders: 'T',
  averageOrderValue: 'T',
  refundRate: 'T',
  dealsWon: 'O',
  salesCycleDays: 'E deal',
  nps: 'I',
  csat: 'I',
  csi: 'I',
  complaintRate: 'TI',
  referralRate: 'C',
  firstResponseTime: 'I of several kinds',
  firstResponseTimeMedian: 'I of several kinds',
  firstResponseTimeP90: 'I of several kinds',
  activeCustomers: 'TI',
  activeRate: 'C',
  interactionsPerCustomer: 'I of several kinds',
  stickiness: 'TI',
  buyers: 'T',
  repeatPurchaseRate: 'T',
  repurchaseIntervalDays: 'T',
  crossSellRate: 'T',
  topCustomerShare: 'T',
  customerLifetimeYears: 'C',
  clv: 'C',
  clvHistoric: 'C',
  customersAtStart: 'C',
  customersAtEnd: 'C',
  lostCustomers: 'C',
  churnRate: 'C',
  retentionRate: 'C',
  recallRate: 'C',
  winBackRate: 'E offer',
  customersOnFile: 'C',
  dataCompleteness: 'C',
};

it('has a line for every metric', () => {
  expect(metricCatalog.map(({ id }) => id)).toEqual(Object.keys(by));
});

it.each(Object.entries(by))('%s goes with %s', (id, set) => {
  expect([...allowedDimensions(findMetric(id)!)].sort()).toEqual([...sets[set]].sort());
});

it('knows the customer attributes', () => {
  expect([...customerDimensions].sort()).toEqual(customer);
});
