// What the company spends: marketing by day or week and channel, sales by week and channel, retention and service by week. Money
// follows the contacts expected; a campaign's share is booked on the campaign and is dearer.
import { contactShare } from './acquisition';
import { campaignOn, campaignPremium } from './campaigns';
import { channels } from './channels';
import type { Company } from './company';
import { between, randomStream } from './random';
import { amount, type SampleRow } from './records';

/** Channels whose advertising is booked by day; the others by week, on Mondays. */
const bookedDaily = new Set(['search', 'social', 'wechat']);

/** A week's money for each customer on file. */
const weeklyPerCustomer = [
  { purpose: 'retention', channel: 'email', cents: 4.5 },
  { purpose: 'retention', channel: 'phone', cents: 12 },
  { purpose: 'service', channel: 'phone', cents: 26 },
  { purpose: 'service', channel: null, cents: 14 },
] as const;

export function* simulateSpend(company: Company): Generator<SampleRow<'spend'>> {
  const { calendar, acquisition, campaigns, customers } = company;
  const random = randomStream(company.seed, 'spend', 0);
  let rows = 0;
  const row = (
    day: number,
    purpose: string,
    cents: number,
    channel_id: string | null,
    campaign: string | null,
  ): SampleRow<'spend'> => {
    rows += 1;
    const value = amount(Math.max(1, Math.floor(cents * between(random, 0.85, 1.15))));
    return {
      spend_id: `S${String(rows).padStart(6, '0')}`,
      date: calendar.dates[day]!,
      purpose,
      amount: value,
      channel_id,
      campaign,
    };
  };
  const sum = (channel: number, day: number, days: number) => {
    let share = 0;
    for (let d = day; d < Math.min(day + days, calendar.days); d += 1) share += contactShare(acquisition, d, channel);
    return share * customers * 100;
  };
  for (let day = 0; day < calendar.days; day += 1) {
    const weekStarts = calendar.weekday[day] === 1 || day === 0;
    const weekDays = 8 - calendar.weekday[day]!;
    for (const [position, { id, marketingPerContact, salesPerContact }] of channels.entries()) {
      const daily = bookedDaily.has(id);
      if (marketingPerContact > 0 && (daily || weekStarts)) {
        const run = campaignOn(campaigns, id, day);
        const cents =
          sum(position, day, daily ? 1 : weekDays) * marketingPerContact * (run === null ? 1 : campaignPremium);
        const booked = run === null ? 0 : 1 - 1 / run.lift;
        if (booked < 1) yield row(day, 'marketing', cents * (1 - booked), id, null);
        if (run !== null) yield row(day, 'marketing', cents * booked, id, run.name);
      }
      if (salesPerContact > 0 && weekStarts)
        yield row(day, 'sales', sum(position, day, weekDays) * salesPerContact, id, null);
    }
    if (!weekStarts) continue;
    const onFile = (customers * acquisition.before[day + 1]!) / acquisition.before[calendar.days]!;
    for (const { purpose, channel, cents } of weeklyPerCustomer) {
      yield row(
        day,
        purpose,
        (onFile * cents * weekDays) / 7,
        channel,
        purpose === 'retention' && channel === 'email' ? 'come-back' : null,
      );
    }
  }
}
