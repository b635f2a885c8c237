// The 1/10 sample of CDNOW in ../shared/data: its customers' histories up to a day, and what they bought after it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CountedProfit } from '../../src/customer/models/gamma-gamma';
import { type CountedHistory, daysOfWeek } from '../../src/customer/models/purchase-history';

export const cdnow = join(process.cwd(), '../shared/data/cdnow');

export type SampleCustomer = CountedHistory &
  CountedProfit & {
    readonly id: number;
    /** Purchase days after the calibration, up to the end of the hold-out. */
    readonly later: number;
  };

export const cdnowIsHere = (): boolean => existsSync(cdnow);

const dayOf = (date: string): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6))) / 86_400_000;

/** Both days included, as YYYYMMDD. Revenue stands for profit. */
export function readCdnowSample(lastOfCalibration: string, lastOfHoldOut: string): readonly SampleCustomer[] {
  const [end, later] = [dayOf(lastOfCalibration), dayOf(lastOfHoldOut)];
  const customers = new Map<number, Map<number, number>>();
  for (const line of readFileSync(join(cdnow, 'CDNOW_sample.txt'), 'utf8').split('\n')) {
    const [, id, date, , dollars] = line.trim().split(/\s+/);
    if (id === undefined) continue;
    const days = customers.get(Number(id)) ?? new Map<number, number>();
    const day = dayOf(date!);
    days.set(day, (days.get(day) ?? 0) + Number(dollars));
    customers.set(Number(id), days);
  }
  return [...customers].map(([id, spent]) => {
    const days = [...spent.keys()].sort((one, other) => one - other);
    const [first, ...repeats] = days.filter((day) => day <= end);
    return {
      id,
      customers: 1,
      repeats: repeats.length,
      recency: ((repeats.at(-1) ?? first!) - first!) / daysOfWeek,
      age: (end - first!) / daysOfWeek,
      meanProfit: repeats.length === 0 ? 0 : repeats.reduce((sum, day) => sum + spent.get(day)!, 0) / repeats.length,
      later: days.filter((day) => day > end && day <= later).length,
    };
  });
}
