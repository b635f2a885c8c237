// Every sentence about a part of the health score, in English and Chinese.

import type { HealthPartName } from '../../../src/customer/judgements/health-parts';
import { healthSentence } from '../../../src/customer/portrait/health-sentences';
import type { Snapshot } from '../../../src/customer/portrait/snapshots';

const settings = { timeZone: 'Asia/Shanghai', dormantAfterDays: 90 };
const evidence: Partial<Snapshot> = {
  underTerm: false,
  daysSincePurchase: 1,
  purchaseRhythmDays: null,
  ordersLastHalfYear: 1,
  ordersHalfYearBefore: 3,
  engagedDaysLastQuarter: 1,
  engagedDaysQuarterBefore: 0,
  lastNps: null,
  lastCsat: null,
  lastCes: null,
  complaints: 0,
  lastTermEnd: null,
};

test.each<[HealthPartName, number | null, Partial<Snapshot>, string, string]>([
  ['recency', 100, {}, 'The last purchase was 1 day ago; with no rhythm of its own yet, it is measured by 90 days.', '上次购买在 1 天前；尚无自身购买周期，按 90 天衡量。'],
  ['recency', 40, { daysSincePurchase: 50, purchaseRhythmDays: 30.4 }, 'The last purchase was 50 days ago; it buys about every 30 days.', '上次购买在 50 天前；约每 30 天购买一次。'],
  ['recency', null, { underTerm: true }, 'It does not count while a contract term runs.', '合约期内不计入。'],
  ['frequency', 43, {}, '1 order in the last six months, 3 in the six before.', '最近六个月 1 单，之前六个月 3 单。'],
  ['frequency', null, { underTerm: true }, 'It does not count while a contract term runs.', '合约期内不计入。'],
  ['frequency', null, { ordersLastHalfYear: 0, ordersHalfYearBefore: 0 }, 'No order in the last twelve months to compare.', '最近十二个月没有可比较的订单。'],
  ['frequency', null, { ordersHalfYearBefore: 0 }, 'The first purchase is less than six months ago: there is nothing to compare with.', '首次购买不足六个月，尚无可比较的数据。'],
  ['engagement', 100, {}, 'Engaged on 1 day of the last 90, on 0 of the 90 before.', '最近 90 天有 1 天互动，之前 90 天有 0 天。'],
  ['engagement', null, {}, 'No login, visit or other engagement between 90 days and a year ago to compare with.', '90 天至一年前没有登录、访问等互动可供比较。'],
  ['satisfaction', 70, { lastNps: 9, lastCsat: 4, lastCes: 5.505 }, 'The last answers: NPS 9/10, CSAT 4/5, CES 5.51/7.', '最近的回答：NPS 9/10，CSAT 4/5，CES 5.51/7。'],
  ['satisfaction', null, {}, 'No answer to NPS, CSAT or CES in the last year.', '最近一年没有 NPS、CSAT 或 CES 回答。'],
  ['complaints', 100, {}, 'No complaint in the last 180 days.', '最近 180 天没有投诉。'],
  ['complaints', 50, { complaints: 1 }, '1 complaint in the last 180 days.', '最近 180 天有 1 次投诉。'],
  ['complaints', 0, { complaints: 3 }, '3 complaints in the last 180 days.', '最近 180 天有 3 次投诉。'],
  // The day in Shanghai.
  ['terms', 100, { lastTermEnd: '2025-12-31T16:30:00Z' }, 'A contract term runs until 2026-01-01.', '合约期至 2026-01-01。'],
  ['terms', 50, { lastTermEnd: '2025-08-01T00:00:00Z' }, 'A contract term ends soon, on 2025-08-01.', '合约期即将于 2025-08-01 结束。'],
  ['terms', 0, { lastTermEnd: '2025-06-01T00:00:00Z' }, 'The contract term ended on 2025-06-01 and was not renewed.', '合约期已于 2025-06-01 结束，未续约。'],
  ['terms', null, {}, 'No contract term runs, and none ended in the last year.', '没有合约期，最近一年也没有合约到期。'],
])('%s with the score %s', (part, score, more, en, zh) => {
  expect(healthSentence(part, score, { ...evidence, ...more } as Snapshot, settings)).toEqual({ en, zh });
}); // biome-ignore format: a case a line
