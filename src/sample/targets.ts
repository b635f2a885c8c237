// The plan of the company: monthly revenue as a whole, by region and for the shops, from the three months before and the
// season; and what it wants of churn, satisfaction and recommendation.
import { channels } from './channels';
import type { Company } from './company';
import { regionNames } from './places';
import type { SampleRow, TransactionRecord } from './records';

/** Revenue in hundredths by month of the history: of the whole, of each region and each channel. Whole numbers, so any order of adding gives the same. */
export type RevenueByMonth = ReadonlyMap<string, Float64Array>;

const whole = '';

export function createRevenueByMonth(company: Company): RevenueByMonth {
  const months = monthCount(company);
  const members = [whole, ...regionNames, ...channels.map(({ id }) => id)];
  return new Map(members.map((member) => [member, new Float64Array(months)]));
}

export function countRevenue(company: Company, revenue: RevenueByMonth, row: TransactionRecord): void {
  const month = company.calendar.monthIndex[row.day]!;
  for (const member of [whole, row.region, row.channel_id]) {
    if (typeof member === 'string') revenue.get(member)![month]! += row.cents;
  }
}

const monthCount = ({ calendar }: Company): number => calendar.monthIndex[calendar.days - 1]! + 1;

export function* simulateTargets(company: Company, revenue: RevenueByMonth): Generator<SampleRow<'targets'>> {
  const months = monthRanges(company);
  // The first month is mostly cut short, so that the first to be planned from a whole one is the third.
  const plannable = months.slice(2);
  for (const range of plannable) {
    yield {
      metric: 'revenue',
      ...period(range),
      value: planned(revenue.get(whole)!, months, range.index),
      dimension: null,
      member: null,
    };
  }
  for (const range of plannable.slice(-12)) {
    for (const region of regionNames) {
      yield {
        metric: 'revenue',
        ...period(range),
        value: planned(revenue.get(region)!, months, range.index),
        dimension: 'REGION',
        member: region,
      };
    }
    for (const shop of ['web', 'app', 'store']) {
      yield {
        metric: 'revenue',
        ...period(range),
        value: planned(revenue.get(shop)!, months, range.index),
        dimension: 'CHANNEL',
        member: shop,
      };
    }
  }
  for (const range of months) {
    yield { metric: 'churnRate', ...period(range), value: 8, dimension: null, member: null };
    yield { metric: 'csat', ...period(range), value: 82, dimension: null, member: null };
    yield { metric: 'nps', ...period(range), value: 30, dimension: null, member: null };
    for (const region of regionNames)
      yield { metric: 'csat', ...period(range), value: 80, dimension: 'REGION', member: region };
  }
}

type MonthRange = { readonly index: number; readonly from: string; readonly to: string; readonly season: number };

const period = ({ from, to }: MonthRange) => ({ from, to });

/** All calendar months that the history touches, whole, with the demand of a day in them. */
function monthRanges(company: Company): readonly MonthRange[] {
  const { calendar } = company;
  return Array.from({ length: monthCount(company) }, (_, index) => {
    const day = calendar.monthIndex.indexOf(index);
    const last = calendar.monthIndex.lastIndexOf(index);
    const date = calendar.dates[day]!;
    const year = Number(date.slice(0, 4));
    const month = Number(date.slice(5, 7));
    const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const season = (calendar.demandBefore[last + 1]! - calendar.demandBefore[day]!) / (last + 1 - day);
    return { index, from: `${date.slice(0, 8)}01`, to: `${date.slice(0, 8)}${length}`, season };
  });
}

/** The mean of up to three whole months before, corrected for the season, and three percent more; rounded to hundreds. */
function planned(revenue: Float64Array, months: readonly MonthRange[], index: number): number {
  const before = months.slice(Math.max(1, index - 3), index);
  const level = before.reduce((sum, month) => sum + revenue[month.index]! / 100 / month.season, 0) / before.length;
  return Math.max(100, Math.floor((level * months[index]!.season * 1.03) / 100 + 0.5) * 100);
}
