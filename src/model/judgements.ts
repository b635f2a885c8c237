// What customers are judged to be (JUDGEMENTS.md): the labels of each judgement, as data. An order is from the best to the worst,
// or from the first to the last.
import type { Label } from './dimension';

export const tiers = ['PLATINUM', 'GOLD', 'SILVER', 'BRONZE'] as const;
export type Tier = (typeof tiers)[number];

export const lifecycleStages = ['LEAD', 'NEW', 'ACTIVE', 'DORMANT', 'LOST'] as const;
export type LifecycleStage = (typeof lifecycleStages)[number];

export const healthBands = ['HEALTHY', 'WATCH', 'AT_RISK'] as const;
export type HealthBand = (typeof healthBands)[number];

export const riskBands = ['LOW', 'MEDIUM', 'HIGH'] as const;
export type RiskBand = (typeof riskBands)[number];

export const rfmSegments = [
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
] as const;
export type RfmSegment = (typeof rfmSegments)[number];

export const rfmScores = ['1', '2', '3', '4', '5'] as const;

export const npsGroups = ['PROMOTER', 'PASSIVE', 'DETRACTOR'] as const;
export type NpsGroup = (typeof npsGroups)[number];

export const leadScoreBands = ['HIGH', 'MEDIUM', 'LOW'] as const;
export type LeadScoreBand = (typeof leadScoreBands)[number];

type Labels<Member extends string> = Readonly<Record<Member, Label>>;

export const tierLabels: Labels<Tier> = {
  PLATINUM: { en: 'Platinum', zh: '铂金' },
  GOLD: { en: 'Gold', zh: '黄金' },
  SILVER: { en: 'Silver', zh: '白银' },
  BRONZE: { en: 'Bronze', zh: '青铜' },
};

export const lifecycleStageLabels: Labels<LifecycleStage> = {
  LEAD: { en: 'Lead', zh: '潜在客户' },
  NEW: { en: 'New', zh: '新客户' },
  ACTIVE: { en: 'Active', zh: '活跃' },
  DORMANT: { en: 'Dormant', zh: '沉睡' },
  LOST: { en: 'Lost', zh: '已流失' },
};

export const healthBandLabels: Labels<HealthBand> = {
  HEALTHY: { en: 'Healthy', zh: '健康' },
  WATCH: { en: 'Watch', zh: '需关注' },
  AT_RISK: { en: 'At risk', zh: '有风险' },
};

export const riskBandLabels: Labels<RiskBand> = {
  LOW: { en: 'Low', zh: '低' },
  MEDIUM: { en: 'Medium', zh: '中' },
  HIGH: { en: 'High', zh: '高' },
};

export const rfmSegmentLabels: Labels<RfmSegment> = {
  CHAMPIONS: { en: 'Champions', zh: '冠军客户' },
  LOYAL: { en: 'Loyal', zh: '忠诚客户' },
  POTENTIAL_LOYALIST: { en: 'Potential loyalist', zh: '潜在忠诚客户' },
  RECENT: { en: 'Recent', zh: '近期客户' },
  PROMISING: { en: 'Promising', zh: '有潜力客户' },
  NEED_ATTENTION: { en: 'Need attention', zh: '需要关注' },
  ABOUT_TO_SLEEP: { en: 'About to sleep', zh: '即将沉睡' },
  AT_RISK: { en: 'At risk', zh: '流失风险客户' },
  CANNOT_LOSE: { en: 'Cannot lose', zh: '不可流失客户' },
  HIBERNATING: { en: 'Hibernating', zh: '休眠客户' },
};

export const npsGroupLabels: Labels<NpsGroup> = {
  PROMOTER: { en: 'Promoter', zh: '推荐者' },
  PASSIVE: { en: 'Passive', zh: '被动者' },
  DETRACTOR: { en: 'Detractor', zh: '贬损者' },
};

export const leadScoreBandLabels: Labels<LeadScoreBand> = {
  HIGH: { en: 'High', zh: '高' },
  MEDIUM: { en: 'Medium', zh: '中' },
  LOW: { en: 'Low', zh: '低' },
};

/**
 * Judgements stand under the day at whose beginning they were made, the first of a month; those of now stand under this day,
 * which comes after every other.
 */
export const currentMonthEnd = '9999-12-31';
