// The dimensions of what customers are judged to be, as data. They are customer attributes: a fact is placed by what its
// customer was at the last month-end by then, a customer in a state by its instant.
import type { DimensionDefinition, JudgedLabel, Label } from './dimension';
import {
  healthBandLabels,
  healthBands,
  leadScoreBandLabels,
  leadScoreBands,
  lifecycleStageLabels,
  lifecycleStages,
  npsGroupLabels,
  npsGroups,
  rfmScores,
  rfmSegmentLabels,
  rfmSegments,
  riskBandLabels,
  riskBands,
  tierLabels,
  tiers,
} from './judgements';

type Words = { readonly id: string; readonly label: Label; readonly description: Label };

const judgedThen: Label = {
  en: 'As judged at the last month-end by then, or now.',
  zh: '以当时最近一次月末的评定为准，时点为当前时取最新评定。',
};

const described = ({ en, zh }: Label): Label => ({ en: `${en} ${judgedThen.en}`, zh: `${zh}${judgedThen.zh}` });

const labelled = (
  column: JudgedLabel,
  members: readonly string[],
  memberLabels: Readonly<Record<string, Label>>,
  { id, label, description }: Words,
): DimensionDefinition => ({
  id,
  label,
  description: described(description),
  source: { kind: 'judgement', column },
  order: members,
  members,
  memberLabels,
});

const scored = (column: JudgedLabel, { id, label, description }: Words): DimensionDefinition => ({
  id,
  label,
  description: described(description),
  source: { kind: 'judgement', column },
  order: 'number',
  members: rfmScores,
});

export const judgedDimensions: readonly DimensionDefinition[] = [
  labelled('tier', tiers, tierLabels, {
    id: 'TIER',
    label: { en: 'Tier', zh: '客户等级' },
    description: {
      en: 'Tier of the customer by its tier score: PLATINUM the first 5 % of customers, GOLD up to 20 %, SILVER up to 50 %, BRONZE the others; none without being a customer.',
      zh: '按等级评分划分的客户等级：PLATINUM 为前 5%，GOLD 至前 20%，SILVER 至前 50%，其余为 BRONZE；非有效客户无等级。',
    },
  }),
  {
    id: 'LIFECYCLE_STAGE',
    label: { en: 'Lifecycle stage', zh: '生命周期阶段' },
    description: described({
      en: 'Stage of the customer: LEAD before its first purchase, then NEW, ACTIVE, DORMANT or LOST.',
      zh: '客户所处阶段：首次购买前为 LEAD，之后为 NEW、ACTIVE、DORMANT 或 LOST。',
    }),
    source: { kind: 'lifecycleStage' },
    order: lifecycleStages,
    members: lifecycleStages,
    memberLabels: lifecycleStageLabels,
  },
  labelled('health_band', healthBands, healthBandLabels, {
    id: 'HEALTH_BAND',
    label: { en: 'Health band', zh: '健康分段' },
    description: {
      en: 'Band of the health score: HEALTHY from 70, WATCH from 40, else AT_RISK.',
      zh: '健康评分所在分段：70 分起为 HEALTHY，40 分起为 WATCH，其余为 AT_RISK。',
    },
  }),
  labelled('risk_band', riskBands, riskBandLabels, {
    id: 'RISK_BAND',
    label: { en: 'Churn risk band', zh: '流失风险分段' },
    description: {
      en: 'Band of the churn risk: LOW below 25 %, MEDIUM below 50 %, else HIGH.',
      zh: '流失风险所在分段：低于 25% 为 LOW，低于 50% 为 MEDIUM，其余为 HIGH。',
    },
  }),
  labelled('rfm_segment', rfmSegments, rfmSegmentLabels, {
    id: 'RFM_SEGMENT',
    label: { en: 'RFM segment', zh: 'RFM 分群' },
    description: {
      en: 'Segment by the scores of recency, frequency and monetary value.',
      zh: '按最近购买、购买频次和消费金额三项得分划分的客群。',
    },
  }),
  scored('rfm_recency', {
    id: 'RFM_RECENCY',
    label: { en: 'RFM recency', zh: 'RFM 最近购买得分' },
    description: {
      en: 'Score of how lately the customer bought: 1 (long ago) to 5.',
      zh: '最近一次购买距今远近的得分：1（最久）至 5。',
    },
  }),
  scored('rfm_frequency', {
    id: 'RFM_FREQUENCY',
    label: { en: 'RFM frequency', zh: 'RFM 购买频次得分' },
    description: {
      en: "Score of the customer's orders within a year: 1 (fewest) to 5.",
      zh: '一年内订单数的得分：1（最少）至 5。',
    },
  }),
  scored('rfm_monetary', {
    id: 'RFM_MONETARY',
    label: { en: 'RFM monetary', zh: 'RFM 消费金额得分' },
    description: {
      en: "Score of the customer's revenue within a year: 1 (least) to 5.",
      zh: '一年内消费金额的得分：1（最低）至 5。',
    },
  }),
  labelled('nps_group', npsGroups, npsGroupLabels, {
    id: 'NPS_GROUP',
    label: { en: 'NPS group', zh: 'NPS 分组' },
    description: {
      en: "Group by the customer's last answer to nps: PROMOTER 9 or 10, DETRACTOR 0 to 6, else PASSIVE; none without an answer.",
      zh: '按客户最近一次 nps 回答分组：9 或 10 为 PROMOTER，0 至 6 为 DETRACTOR，其余为 PASSIVE；没有回答的不归类。',
    },
  }),
  labelled('lead_score_band', leadScoreBands, leadScoreBandLabels, {
    id: 'LEAD_SCORE_BAND',
    label: { en: 'Lead score band', zh: '线索评分分段' },
    description: {
      en: 'Band of the lead score, by how much likelier than usual the lead is to buy: HIGH, MEDIUM, LOW; none of whoever is no open lead.',
      zh: '线索评分所在分段，按该线索较平常更可能购买的程度：HIGH、MEDIUM、LOW；非在途线索不归类。',
    },
  }),
];
