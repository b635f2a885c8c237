// Which dimensions go with which metric: the column `by` of METRICS.md, written out by hand.
import { allowedDimensions, findMetric, metricCatalog, refusalOf } from '../../src/metrics/catalog';
import { dimensionsOfFilter, type FilterArguments, parseFilter } from '../../src/model/filters';
import { customerDimensions } from '../../src/model/member-places';

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
  'TIER',
  'LIFECYCLE_STAGE',
  'HEALTH_BAND',
  'RISK_BAND',
  'RFM_SEGMENT',
  'RFM_RECENCY',
  'RFM_FREQUENCY',
  'RFM_MONETARY',
  'NPS_GROUP',
  'LEAD_SCORE_BAND',
];
const place = ['AGENT', 'CHANNEL', 'CHANNEL_CATEGORY', 'DEPARTMENT', 'TEAM'];
const shared = [...place, 'AGENT_ROLE', 'CAMPAIGN', 'WEEKDAY', 'HOUR'];

const sets = {
  T: [...shared, 'PRODUCT', 'PRODUCT_CATEGORY', 'TRANSACTION_KIND', 'BUYER_TYPE', ...customer],
  I: [...shared, 'TOPIC', 'OUTCOME', ...customer],
  'I of several kinds': [...shared, 'TOPIC', 'OUTCOME', 'INTERACTION_KIND', ...customer],
  TI: [...shared, ...customer],
  'TI, not channel': [...shared.filter((id) => id !== 'CHANNEL'), ...customer],
  O: [...place, 'PRODUCT', 'PRODUCT_CATEGORY', ...customer],
  'E lead': [...shared, 'TOPIC', 'OUTCOME', ...customer],
  'E offer': [...shared, 'TOPIC', 'OUTCOME', ...customer],
  'E term': [...shared, 'PRODUCT', 'PRODUCT_CATEGORY', 'TRANSACTION_KIND', 'BUYER_TYPE', ...customer],
  'E deal': [...place, ...customer],
  C: customer,
  'C, not customer': customer.filter((id) => id !== 'CUSTOMER'),
  G: ['AGENT', 'TEAM', 'DEPARTMENT', 'AGENT_ROLE'],
  S: ['ACQUISITION_CHANNEL', 'ACQUISITION_CAMPAIGN'],
  TS: ['ACQUISITION_CHANNEL', 'ACQUISITION_CAMPAIGN'],
  IS: ['ACQUISITION_CHANNEL', 'ACQUISITION_CAMPAIGN'],
  CS: ['ACQUISITION_CHANNEL', 'ACQUISITION_CAMPAIGN'],
} as const satisfies Record<string, readonly string[]>;

const by: Readonly<Record<string, keyof typeof sets>> = {
  leads: 'I',
  newCustomers: 'T',
  leadConversionRate: 'E lead',
  acquisitionSpend: 'S',
  cac: 'TS',
  costPerLead: 'IS',
  marketingRoi: 'TS',
  leadFollowUpTime: 'E lead',
  referredCustomers: 'T',
  clvToCac: 'CS',
  revenue: 'T',
  grossProfit: 'T',
  grossMargin: 'T',
  orders: 'T',
  unitsSold: 'T',
  averageOrderValue: 'T',
  refundRate: 'T',
  returnRate: 'T',
  dealsWon: 'O',
  dealsLost: 'O',
  opportunitiesCreated: 'O',
  openOpportunities: 'O',
  pipelineValue: 'O',
  averageDealValue: 'O',
  winRate: 'O',
  signingRate: 'O',
  salesCycleDays: 'E deal',
  salesCycleDaysMedian: 'E deal',
  revenuePerAgent: 'T',
  targetAttainment: 'T',
  nps: 'I',
  promoterRate: 'I',
  detractorRate: 'I',
  csat: 'I',
  csatAverage: 'I',
  ces: 'I',
  csi: 'I',
  cli: 'I',
  surveyResponses: 'I',
  complaints: 'I',
  complaintRate: 'TI',
  referralRate: 'C',
  tickets: 'I',
  firstResponseTime: 'I of several kinds',
  firstResponseTimeMedian: 'I of several kinds',
  firstResponseTimeP90: 'I of several kinds',
  slaAttainment: 'I of several kinds',
  resolutionTime: 'I of several kinds',
  resolutionRate: 'I of several kinds',
  handleTime: 'I of several kinds',
  ticketsPerAgent: 'I',
  activeCustomers: 'TI',
  activeRate: 'C',
  interactions: 'I of several kinds',
  interactionsPerCustomer: 'I of several kinds',
  touchesPerCustomer: 'C',
  interactionRate: 'C',
  loginFrequency: 'I',
  visitFrequency: 'I of several kinds',
  contentViews: 'I',
  eventParticipationRate: 'TI',
  clickThroughRate: 'I of several kinds',
  averageUsageMinutes: 'I of several kinds',
  omnichannelRate: 'TI, not channel',
  stickiness: 'TI',
  buyers: 'T',
  repeatPurchaseRate: 'T',
  returningBuyerRate: 'T',
  purchaseFrequency: 'T',
  repurchaseIntervalDays: 'T',
  crossSellRate: 'T',
  upSellRate: 'T',
  renewalRate: 'E term',
  categoriesPerBuyer: 'T',
  revenuePerCustomer: 'T',
  mrr: 'T',
  profitPerCustomer: 'T',
  topCustomerShare: 'T',
  customerLifetimeYears: 'C, not customer',
  clv: 'C, not customer',
  clvRevenue: 'C, not customer',
  clvHistoric: 'C',
  clvPredicted: 'C',
  customersAtStart: 'C',
  customersAtEnd: 'C',
  customerTenureYears: 'C',
  lostCustomers: 'C',
  reactivatedCustomers: 'C',
  churnRate: 'C',
  retentionRate: 'C',
  netRevenueRetention: 'T',
  dormantCustomers: 'C',
  recallRate: 'C',
  winBackRate: 'E offer',
  retentionSpend: 'S',
  retentionCost: 'IS',
  customersAtRisk: 'C',
  healthScore: 'C',
  churnRisk: 'C',
  expectedPurchases: 'C',
  customersOnFile: 'C',
  dataCompleteness: 'C',
  dataFreshness: 'C',
  systemUsageRate: 'G',
};

it('has a line for every metric', () => {
  expect(metricCatalog.map(({ id }) => id)).toEqual(Object.keys(by));
});

it.each(Object.entries(by))('%s goes with %s', (id, set) => {
  expect([...allowedDimensions(findMetric(id)!)].sort()).toEqual([...sets[set]].sort());
});

const refusalFor = (metric: string, where: FilterArguments, slice: readonly string[] = []) => {
  const filter = parseFilter(where);
  const used = [...slice, ...dimensionsOfFilter(filter)].map((id) => ({ id, argument: 'by' }));
  return refusalOf(findMetric(metric)!, used, filter)?.parameters;
};
const regulars: FilterArguments = { metric: { metric: 'ORDERS', gte: 2 } };

describe('a filter', () => {
  it('is a slice by its dimensions, however deep', () => {
    const where = { any: [{ not: { dimension: 'TOPIC', in: [] } }, { dimension: 'REGION', isNull: true }] };
    expect(refusalFor('revenue', where)).toEqual({
      metric: 'REVENUE',
      dimension: 'TOPIC',
      allowed: allowedDimensions(findMetric('revenue')!),
    });
    expect(refusalFor('nps', where)).toBeUndefined();
    expect(refusalFor('nps', where, ['PRODUCT'])).toMatchObject({ dimension: 'PRODUCT' });
  });

  it.each(['clv', 'clvRevenue', 'customerLifetimeYears'])(
    'of customers one by one is refused by %s, which goes with conditions on customers',
    (metric) => {
      const anna: FilterArguments = { dimension: 'CUSTOMER', in: ['anna'] };
      expect(refusalFor(metric, anna)).toMatchObject({ dimension: 'CUSTOMER' });
      expect(refusalFor(metric, {}, ['CUSTOMER'])).toMatchObject({ dimension: 'CUSTOMER' });
      expect(refusalFor(metric, { not: regulars })).toBeUndefined();
      expect(refusalFor(metric, { metric: { metric: 'ORDERS', gte: 2, where: anna } })).toBeUndefined();
    },
  );

  it('on customers goes with nothing that customers do not have', () => {
    for (const metric of ['acquisitionSpend', 'cac', 'clvToCac', 'systemUsageRate'])
      expect([metric, refusalFor(metric, { all: [regulars] })]).toMatchObject([metric, { dimension: 'CUSTOMER' }]);
    expect(refusalFor('revenue', regulars)).toBeUndefined();
  });
});

it('knows the customer attributes', () => {
  expect([...customerDimensions].sort()).toEqual([...customer].sort());
});
