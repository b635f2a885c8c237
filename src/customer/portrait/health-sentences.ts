// Why a part of the health score is what it is, or why it is missing, in a sentence of English and one of Chinese, from the
// evidence that was stored with the judgement.
import { Temporal } from 'temporal-polyfill';
import { dateOf } from '../../model/calendar';
import type { Label } from '../../model/dimension';
import type { HealthPartName } from '../judgements/health-parts';
import type { Snapshot } from './snapshots';

/** `dormantAfterDays`: what recency is measured by without a rhythm of the customer's own. */
export type SentenceSettings = { readonly timeZone: string; readonly dormantAfterDays: number };

const many = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const underTerm: Label = {
  en: 'It does not count while a contract term runs.',
  zh: '合约期内不计入。',
};

export function healthSentence(
  part: HealthPartName,
  score: number | null,
  snapshot: Snapshot,
  settings: SentenceSettings,
): Label {
  switch (part) {
    case 'recency':
      return score === null ? underTerm : recency(snapshot, settings);
    case 'frequency':
      return frequency(score, snapshot);
    case 'engagement':
      return engagement(score, snapshot);
    case 'satisfaction':
      return satisfaction(score, snapshot);
    case 'complaints':
      return complaints(snapshot);
    case 'terms':
      return terms(score, snapshot, settings);
    default:
      return part satisfies never;
  }
}

function recency({ daysSincePurchase, purchaseRhythmDays }: Snapshot, { dormantAfterDays }: SentenceSettings): Label {
  const days = daysSincePurchase ?? 0;
  const rhythm = Math.round(purchaseRhythmDays ?? 0);
  const [en, zh] =
    purchaseRhythmDays === null
      ? [
          `with no rhythm of its own yet, it is measured by ${many(dormantAfterDays, 'day')}`,
          `尚无自身购买周期，按 ${dormantAfterDays} 天衡量`,
        ]
      : [`it buys about every ${many(rhythm, 'day')}`, `约每 ${rhythm} 天购买一次`];
  return { en: `The last purchase was ${many(days, 'day')} ago; ${en}.`, zh: `上次购买在 ${days} 天前；${zh}。` };
}

function frequency(score: number | null, snapshot: Snapshot): Label {
  const now = snapshot.ordersLastHalfYear ?? 0;
  const before = snapshot.ordersHalfYearBefore ?? 0;
  if (score !== null)
    return {
      en: `${many(now, 'order')} in the last six months, ${before} in the six before.`,
      zh: `最近六个月 ${now} 单，之前六个月 ${before} 单。`,
    };
  if (snapshot.underTerm === true) return underTerm;
  return now + before === 0
    ? { en: 'No order in the last twelve months to compare.', zh: '最近十二个月没有可比较的订单。' }
    : {
        en: 'The first purchase is less than six months ago: there is nothing to compare with.',
        zh: '首次购买不足六个月，尚无可比较的数据。',
      };
}

function engagement(score: number | null, snapshot: Snapshot): Label {
  if (score === null)
    return {
      en: 'No login, visit or other engagement between 90 days and a year ago to compare with.',
      zh: '90 天至一年前没有登录、访问等互动可供比较。',
    };
  const now = snapshot.engagedDaysLastQuarter ?? 0;
  const before = snapshot.engagedDaysQuarterBefore ?? 0;
  return {
    en: `Engaged on ${many(now, 'day')} of the last 90, on ${before} of the 90 before.`,
    zh: `最近 90 天有 ${now} 天互动，之前 90 天有 ${before} 天。`,
  };
}

function satisfaction(score: number | null, { lastNps, lastCsat, lastCes }: Snapshot): Label {
  if (score === null)
    return { en: 'No answer to NPS, CSAT or CES in the last year.', zh: '最近一年没有 NPS、CSAT 或 CES 回答。' };
  const answers = [
    ...(lastNps === null ? [] : [`NPS ${shortly(lastNps)}/10`]),
    ...(lastCsat === null ? [] : [`CSAT ${shortly(lastCsat)}/5`]),
    ...(lastCes === null ? [] : [`CES ${shortly(lastCes)}/7`]),
  ];
  return { en: `The last answers: ${answers.join(', ')}.`, zh: `最近的回答：${answers.join('，')}。` };
}

/** At most two digits after the point. */
const shortly = (score: number): string => String(Math.round(score * 100) / 100);

function complaints(snapshot: Snapshot): Label {
  const count = snapshot.complaints ?? 0;
  return count === 0
    ? { en: 'No complaint in the last 180 days.', zh: '最近 180 天没有投诉。' }
    : { en: `${many(count, 'complaint')} in the last 180 days.`, zh: `最近 180 天有 ${count} 次投诉。` };
}

function terms(score: number | null, { lastTermEnd }: Snapshot, { timeZone }: SentenceSettings): Label {
  if (score === null || lastTermEnd === null)
    return {
      en: 'No contract term runs, and none ended in the last year.',
      zh: '没有合约期，最近一年也没有合约到期。',
    };
  const end = dateOf(Temporal.Instant.from(lastTermEnd), timeZone);
  if (score === 0)
    return { en: `The contract term ended on ${end} and was not renewed.`, zh: `合约期已于 ${end} 结束，未续约。` };
  return score === 100
    ? { en: `A contract term runs until ${end}.`, zh: `合约期至 ${end}。` }
    : { en: `A contract term ends soon, on ${end}.`, zh: `合约期即将于 ${end} 结束。` };
}
