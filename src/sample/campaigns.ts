// The campaigns of every year: while one runs, its channels bring more contacts for more money, and more of them do not buy.
import type { Calendar } from './calendar';

type YearlyCampaign = {
  readonly name: string;
  /** First and last day as MM-DD. */
  readonly from: string;
  readonly to: string;
  readonly channels: readonly string[];
  /** Contacts of these channels while it runs, as a multiple of the ordinary number. */
  readonly lift: number;
};

const yearlyCampaigns: readonly YearlyCampaign[] = [
  { name: 'new-year', from: '01-05', to: '01-31', channels: ['email', 'wechat'], lift: 1.6 },
  { name: 'spring', from: '03-15', to: '04-15', channels: ['search', 'social'], lift: 1.5 },
  { name: 'midyear', from: '06-01', to: '06-20', channels: ['search', 'social', 'wechat'], lift: 1.9 },
  { name: 'trade-fair', from: '09-08', to: '09-24', channels: ['event', 'partner'], lift: 3.2 },
  { name: 'double-eleven', from: '10-28', to: '11-13', channels: ['social', 'wechat', 'email'], lift: 2.4 },
];

/** A contact of a campaign costs this much more, and buys this much more rarely, than others of its channel. */
export const campaignPremium = 1.3;
export const campaignConversion = 0.85;

export type Campaign = {
  readonly name: string;
  readonly channels: readonly string[];
  readonly firstDay: number;
  readonly lastDay: number;
  readonly lift: number;
};

/** Every run of a campaign that overlaps the history, with its days inside it. */
export function createCampaigns(calendar: Calendar): readonly Campaign[] {
  const runs: Campaign[] = [];
  for (let year = Number(calendar.from.slice(0, 4)); year <= Number(calendar.until.slice(0, 4)); year += 1) {
    for (const { name, from, to, channels, lift } of yearlyCampaigns) {
      const inside = (date: string) => date >= `${year}-${from}` && date <= `${year}-${to}`;
      const firstDay = calendar.dates.findIndex(inside);
      if (firstDay < 0) continue;
      runs.push({ name: `${name}-${year}`, channels, firstDay, lastDay: calendar.dates.findLastIndex(inside), lift });
    }
  }
  return runs;
}

export const campaignOn = (campaigns: readonly Campaign[], channelId: string, day: number): Campaign | null =>
  campaigns.find((run) => run.firstDay <= day && day <= run.lastDay && run.channels.includes(channelId)) ?? null;
