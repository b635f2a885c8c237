// Every metric with the dimensions it may be sliced and filtered by, copied by hand from the column `by`.
import type { Cell } from '../cell';
import { allowed } from '../dimensions';
import type { NaiveValue } from '../question';
import * as acquisition from './acquisition';
import * as quality from './data-quality';
import * as deals from './deals';
import * as engagement from './engagement';
import * as health from './health';
import * as retention from './retention';
import * as sales from './sales';
import * as satisfaction from './satisfaction';
import * as service from './service';
import * as value from './value';

export type NaiveMetric = {
  readonly dimensions: readonly string[];
  /** Whether it goes with a choice of customers; spend and agents have none. */
  readonly ofCustomers: boolean;
  readonly compute: (cell: Cell) => NaiveValue;
};

const { T, I, IK, TI, TI_NOT_CHANNEL, O, DEAL, C, C_NOT_CUSTOMER, S, G } = allowed;
const of = (dimensions: readonly string[], compute: (cell: Cell) => NaiveValue): NaiveMetric => ({
  dimensions,
  ofCustomers: dimensions !== S && dimensions !== G,
  compute,
});

export const naiveMetrics: Readonly<Record<string, NaiveMetric>> = {
  LEADS: of(I, acquisition.leads),
  NEW_CUSTOMERS: of(T, acquisition.newCustomers),
  LEAD_CONVERSION_RATE: of(I, acquisition.leadConversionRate),
  ACQUISITION_SPEND: of(S, acquisition.acquisitionSpend),
  CAC: of(S, acquisition.cac),
  COST_PER_LEAD: of(S, acquisition.costPerLead),
  MARKETING_ROI: of(S, acquisition.marketingRoi),
  LEAD_FOLLOW_UP_TIME: of(I, acquisition.leadFollowUpTime),
  REFERRED_CUSTOMERS: of(T, acquisition.referredCustomers),
  CLV_TO_CAC: of(S, acquisition.clvToCac),

  REVENUE: of(T, sales.revenue),
  GROSS_PROFIT: of(T, sales.grossProfit),
  GROSS_MARGIN: of(T, sales.grossMargin),
  ORDERS: of(T, sales.orders),
  UNITS_SOLD: of(T, sales.unitsSold),
  AVERAGE_ORDER_VALUE: of(T, sales.averageOrderValue),
  REFUND_RATE: of(T, sales.refundRate),
  RETURN_RATE: of(T, sales.returnRate),
  DEALS_WON: of(O, deals.dealsWon),
  DEALS_LOST: of(O, deals.dealsLost),
  OPPORTUNITIES_CREATED: of(O, deals.opportunitiesCreated),
  OPEN_OPPORTUNITIES: of(O, deals.openOpportunities),
  PIPELINE_VALUE: of(O, deals.pipelineValue),
  AVERAGE_DEAL_VALUE: of(O, deals.averageDealValue),
  WIN_RATE: of(O, deals.winRate),
  SIGNING_RATE: of(O, deals.signingRate),
  SALES_CYCLE_DAYS: of(DEAL, deals.salesCycleDays),
  SALES_CYCLE_DAYS_MEDIAN: of(DEAL, deals.salesCycleDaysMedian),
  REVENUE_PER_AGENT: of(T, sales.revenuePerAgent),
  TARGET_ATTAINMENT: of(T, sales.targetAttainment),

  NPS: of(I, satisfaction.nps),
  PROMOTER_RATE: of(I, satisfaction.promoterRate),
  DETRACTOR_RATE: of(I, satisfaction.detractorRate),
  CSAT: of(I, satisfaction.csat),
  CSAT_AVERAGE: of(I, satisfaction.csatAverage),
  CES: of(I, satisfaction.ces),
  CSI: of(I, satisfaction.csi),
  CLI: of(I, satisfaction.cli),
  SURVEY_RESPONSES: of(I, satisfaction.surveyResponses),
  COMPLAINTS: of(I, satisfaction.complaints),
  COMPLAINT_RATE: of(TI, satisfaction.complaintRate),
  REFERRAL_RATE: of(C, satisfaction.referralRate),

  TICKETS: of(I, service.tickets),
  FIRST_RESPONSE_TIME: of(IK, service.firstResponseTime),
  FIRST_RESPONSE_TIME_MEDIAN: of(IK, service.firstResponseTimeMedian),
  FIRST_RESPONSE_TIME_P90: of(IK, service.firstResponseTimeP90),
  SLA_ATTAINMENT: of(IK, service.slaAttainment),
  RESOLUTION_TIME: of(IK, service.resolutionTime),
  RESOLUTION_RATE: of(IK, service.resolutionRate),
  HANDLE_TIME: of(IK, service.handleTime),
  TICKETS_PER_AGENT: of(I, service.ticketsPerAgent),

  ACTIVE_CUSTOMERS: of(TI, engagement.activeCustomers),
  ACTIVE_RATE: of(C, engagement.activeRate),
  INTERACTIONS: of(IK, engagement.interactions),
  INTERACTIONS_PER_CUSTOMER: of(IK, engagement.interactionsPerCustomer),
  TOUCHES_PER_CUSTOMER: of(C, engagement.touchesPerCustomer),
  INTERACTION_RATE: of(C, engagement.interactionRate),
  LOGIN_FREQUENCY: of(I, engagement.loginFrequency),
  VISIT_FREQUENCY: of(IK, engagement.visitFrequency),
  CONTENT_VIEWS: of(I, engagement.contentViews),
  EVENT_PARTICIPATION_RATE: of(TI, engagement.eventParticipationRate),
  CLICK_THROUGH_RATE: of(IK, engagement.clickThroughRate),
  AVERAGE_USAGE_MINUTES: of(IK, engagement.averageUsageMinutes),
  OMNICHANNEL_RATE: of(TI_NOT_CHANNEL, engagement.omnichannelRate),
  STICKINESS: of(TI, engagement.stickiness),

  BUYERS: of(T, value.buyers),
  REPEAT_PURCHASE_RATE: of(T, value.repeatPurchaseRate),
  RETURNING_BUYER_RATE: of(T, value.returningBuyerRate),
  PURCHASE_FREQUENCY: of(T, value.purchaseFrequency),
  REPURCHASE_INTERVAL_DAYS: of(T, value.repurchaseIntervalDays),
  CROSS_SELL_RATE: of(T, value.crossSellRate),
  UP_SELL_RATE: of(T, value.upSellRate),
  RENEWAL_RATE: of(T, value.renewalRate),
  CATEGORIES_PER_BUYER: of(T, value.categoriesPerBuyer),
  REVENUE_PER_CUSTOMER: of(T, value.revenuePerCustomer),
  MRR: of(T, value.mrr),
  PROFIT_PER_CUSTOMER: of(T, value.profitPerCustomer),
  TOP_CUSTOMER_SHARE: of(T, value.topCustomerShare),
  CUSTOMER_LIFETIME_YEARS: of(C_NOT_CUSTOMER, value.customerLifetimeYears),
  CLV: of(C_NOT_CUSTOMER, value.clv),
  CLV_REVENUE: of(C_NOT_CUSTOMER, value.clvRevenue),
  CLV_HISTORIC: of(C, value.clvHistoric),

  CUSTOMERS_AT_START: of(C, retention.customersAtStart),
  CUSTOMERS_AT_END: of(C, retention.customersAtEnd),
  CUSTOMER_TENURE_YEARS: of(C, retention.customerTenureYears),
  LOST_CUSTOMERS: of(C, retention.lostCustomers),
  REACTIVATED_CUSTOMERS: of(C, retention.reactivatedCustomers),
  CHURN_RATE: of(C, retention.churnRate),
  RETENTION_RATE: of(C, retention.retentionRate),
  NET_REVENUE_RETENTION: of(T, retention.netRevenueRetention),
  DORMANT_CUSTOMERS: of(C, retention.dormantCustomers),
  RECALL_RATE: of(C, retention.recallRate),
  WIN_BACK_RATE: of(I, retention.winBackRate),
  RETENTION_SPEND: of(S, retention.retentionSpend),
  RETENTION_COST: of(S, retention.retentionCost),

  CUSTOMERS_ON_FILE: of(C, quality.customersOnFile),
  DATA_COMPLETENESS: of(C, quality.dataCompleteness),
  DATA_FRESHNESS: of(C, quality.dataFreshness),
  SYSTEM_USAGE_RATE: of(G, quality.systemUsageRate),

  CLV_PREDICTED: of(C, health.clvPredicted),
  CUSTOMERS_AT_RISK: of(C, health.customersAtRisk),
  HEALTH_SCORE: of(C, health.healthScore),
  CHURN_RISK: of(C, health.churnRisk),
  EXPECTED_PURCHASES: of(C, health.expectedPurchases),
};
