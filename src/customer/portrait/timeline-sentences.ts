// An event of a timeline in a sentence of English and one of Chinese.
import type { Label } from '../../model/dimension';
import type { TimelineEvent } from './timeline';

const questionNames: Readonly<Record<string, Label>> = {
  nps: { en: 'NPS', zh: 'NPS' },
  csat: { en: 'CSAT', zh: 'CSAT' },
  ces: { en: 'CES', zh: 'CES' },
  csi_product: { en: 'product satisfaction', zh: '产品满意度' },
  csi_service: { en: 'service satisfaction', zh: '服务满意度' },
  csi_support: { en: 'support satisfaction', zh: '支持满意度' },
  cli_repurchase: { en: 'intent to buy again', zh: '复购意愿' },
  cli_recommend: { en: 'intent to recommend', zh: '推荐意愿' },
  cli_overall: { en: 'overall satisfaction', zh: '总体满意度' },
};

const stageNames: Readonly<Record<string, Label>> = {
  lead: { en: 'opened', zh: '已创建' },
  contacted: { en: 'contacted', zh: '已联系' },
  qualified: { en: 'qualified', zh: '已确认' },
  trial: { en: 'on trial', zh: '试用中' },
  quoted: { en: 'quoted', zh: '已报价' },
  won: { en: 'won', zh: '已赢单' },
  lost: { en: 'lost', zh: '已丢单' },
};

const kindNames: Readonly<Record<string, Label>> = {
  lead: { en: 'Became a lead', zh: '成为线索' },
  touch: { en: 'Contacted by the company', zh: '公司联系客户' },
  inquiry: { en: 'Inquiry', zh: '咨询' },
  ticket: { en: 'Ticket', zh: '工单' },
  complaint: { en: 'Complaint', zh: '投诉' },
  login: { en: 'Logged in', zh: '登录' },
  visit: { en: 'Visit', zh: '访问' },
  content_view: { en: 'Viewed content', zh: '浏览内容' },
  event: { en: 'Took part in an event', zh: '参加活动' },
  click: { en: 'Click', zh: '点击' },
  impression: { en: 'Was shown an advertisement', zh: '看到广告' },
  referral: { en: 'Recommended the company', zh: '推荐公司' },
  retention_offer: { en: 'Was made an offer to stay', zh: '收到挽留优惠' },
  order: { en: 'Order', zh: '下单' },
  renewal: { en: 'Renewal', zh: '续约' },
  refund: { en: 'Refund', zh: '退款' },
};

export function timelineSentence(event: TimelineEvent): Label {
  const { kind } = event;
  if (event.source === 'transaction') return transaction(event);
  if (kind === 'survey') return survey(event);
  if (kind === 'stage') return stage(event);
  return withPlace(labelled(kindNames, kind), event);
}

const labelled = (names: Readonly<Record<string, Label>>, key: string): Label => names[key] ?? { en: key, zh: key };

/** `Ticket about delivery, resolved (Online store)` */
function withPlace({ en, zh }: Label, { topic, outcome, channel, channelName }: TimelineEvent): Label {
  const place = channelName ?? channel;
  return {
    en: `${en}${topic === null ? '' : ` about ${topic}`}${outcome === null ? '' : `, ${outcome}`}${place === null ? '' : ` (${place})`}`,
    zh: `${zh}${topic === null ? '' : `：${topic}`}${outcome === null ? '' : `，${outcome}`}${place === null ? '' : `（${place}）`}`,
  };
}

/** `Order: Green tea and 2 more` */
function transaction({ kind, product, lines }: TimelineEvent): Label {
  const { en, zh } = labelled(kindNames, kind);
  const others = (lines ?? 1) - 1;
  if (product === null)
    return others === 0 ? { en, zh } : { en: `${en} of ${others + 1} lines`, zh: `${zh}，共 ${others + 1} 行` };
  return {
    en: `${en}: ${product}${others === 0 ? '' : ` and ${others} more`}`,
    zh: `${zh}：${product}${others === 0 ? '' : ` 等 ${others + 1} 件`}`,
  };
}

/** `Answered NPS: 9 of 10` */
function survey({ question: asked, score: given, scaleMax }: TimelineEvent): Label {
  const { en, zh } = labelled(questionNames, asked ?? 'survey');
  if (given === null) return { en: `Answered ${en}`, zh: `回答 ${zh}` };
  const [score, most] = [Number(given), Number(scaleMax ?? usualScale(asked))];
  return { en: `Answered ${en}: ${score} of ${most}`, zh: `${zh}评分：${score}/${most}` };
}

/** The scale of an answer that names none (METRICS.md, Values). */
function usualScale(question: string | null): number {
  if (question === 'ces') return 7;
  return question === 'csat' || question?.startsWith('csi_') ? 5 : 10;
}

function stage({ stage: reached }: TimelineEvent): Label {
  const { en, zh } = labelled(stageNames, reached ?? '');
  return { en: `Opportunity ${en}`, zh: `商机${zh}` };
}
