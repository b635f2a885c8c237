// Why a judgement about a customer is null: the closed list of reasons, each with its sentence in English and Chinese.
import type { Label } from '../../model/dimension';

export const reasonTexts = {
  NOT_JUDGED_YET: {
    en: 'The customer has bought, and has not been judged since: the next score run will.',
    zh: '该客户已购买，但此后尚未评估；下一次评分后可得。',
  },
  NO_PURCHASE: {
    en: 'The customer has not bought anything yet.',
    zh: '该客户尚未购买。',
  },
  NOT_IN_BASE: {
    en: 'The customer is lost: it is no longer judged among the others.',
    zh: '该客户已流失，不再与其他客户一同评估。',
  },
  TOO_FEW_REPEAT_CUSTOMERS: {
    en: 'Fewer than 100 customers have bought again: too few to learn a model from.',
    zh: '复购客户不足 100 位，无法建立模型。',
  },
  MODEL_DID_NOT_CONVERGE: {
    en: 'The model of purchases found no best fit to the customers of that month-end.',
    zh: '购买模型在该月末未能收敛。',
  },
  NO_VALUE_MODEL: {
    en: 'The profit of purchases varies so much that no expected value of a customer follows from it.',
    zh: '购买利润差异过大，无法推断客户的期望价值。',
  },
  NO_MODEL: {
    en: 'No model was fitted at the month-end that it would rest on.',
    zh: '所依据的月末没有拟合模型。',
  },
  TOO_LITTLE_KNOWN: {
    en: 'Less than half of what makes up the health score is known.',
    zh: '健康评分所需的信息不足一半。',
  },
  NO_KNOWN_CHANNEL: {
    en: 'Nothing the customer did in the last year names a known channel.',
    zh: '该客户最近一年的活动没有已知渠道。',
  },
  NO_ANSWER: {
    en: 'The customer has not answered the NPS question yet.',
    zh: '该客户尚未回答 NPS 问题。',
  },
  NO_LEAD: {
    en: 'The customer is no open lead: it has bought, or has no lead of the last 90 days.',
    zh: '该客户不是有效线索：已购买，或最近 90 天内没有线索。',
  },
  LEAD_NOT_SCORED: {
    en: 'The lead is lost, or there are no earlier leads to compare it with.',
    zh: '该线索已丢失，或没有可比较的历史线索。',
  },
} as const satisfies Readonly<Record<string, Label>>;

export type ReasonCode = keyof typeof reasonTexts;

/** What may be null, by where it stands in the customer. */
export type JudgementName =
  | 'tier'
  | 'rfm'
  | 'clv.predicted'
  | 'churnRisk'
  | 'expectedPurchases'
  | 'health'
  | 'health.score'
  | 'preferredChannel'
  | 'npsGroup'
  | 'leadScore';

export type JudgementReason = { readonly judgement: JudgementName; readonly code: ReasonCode };
