// Where the customers are, and the story of the company: in one region the service gets worse half-way through the history.
import { secondsPerDay } from '../model/day-length';
import type { Calendar, Moment } from './calendar';
import { pick, type Random, weighted } from './random';

export type Place = {
  readonly country: string;
  readonly region: string;
  readonly city: string;
  readonly localName: string;
};

type City = readonly [name: string, localName: string, country: string];

const regions: readonly { readonly region: string; readonly share: number; readonly cities: readonly City[] }[] = [
  {
    region: 'North',
    share: 22,
    cities: [
      ['Beijing', '北京', 'CN'],
      ['Tianjin', '天津', 'CN'],
      ['Qingdao', '青岛', 'CN'],
      ['Seoul', '首尔', 'KR'],
    ],
  },
  {
    region: 'South',
    share: 20,
    cities: [
      ['Guangzhou', '广州', 'CN'],
      ['Shenzhen', '深圳', 'CN'],
      ['Xiamen', '厦门', 'CN'],
      ['Singapore', '新加坡', 'SG'],
    ],
  },
  {
    region: 'East',
    share: 26,
    cities: [
      ['Shanghai', '上海', 'CN'],
      ['Hangzhou', '杭州', 'CN'],
      ['Nanjing', '南京', 'CN'],
      ['Tokyo', '东京', 'JP'],
    ],
  },
  {
    region: 'West',
    share: 18,
    cities: [
      ['Chengdu', '成都', 'CN'],
      ['Chongqing', '重庆', 'CN'],
      ["Xi'an", '西安', 'CN'],
      ['Kunming', '昆明', 'CN'],
    ],
  },
  {
    region: 'Central',
    share: 14,
    cities: [
      ['Wuhan', '武汉', 'CN'],
      ['Changsha', '长沙', 'CN'],
      ['Zhengzhou', '郑州', 'CN'],
      ['Hefei', '合肥', 'CN'],
    ],
  },
];

export const regionNames: readonly string[] = regions.map(({ region }) => region);
const shares = regions.map(({ share }) => share);

/** The region whose service gets worse, from the middle of the history on. */
export const decliningRegion = 'West';

export function drawPlace(random: Random): Place {
  const { region, cities } = regions[weighted(random, shares)]!;
  const [city, localName, country] = pick(random, cities);
  return { country, region, city, localName };
}

/** How far the service of a region has declined: 0 as always, 1 fully; two months lie between. */
export function serviceDecline(calendar: Calendar, region: string, moment: Moment): number {
  if (region !== decliningRegion) return 0;
  const half = (calendar.days * secondsPerDay) / 2;
  const transition = Math.min(60, calendar.days / 8) * secondsPerDay;
  return Math.max(0, Math.min(1, (moment - half) / transition));
}
