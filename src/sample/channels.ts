// The channels: through which customers arrive (share, price of a contact, chance to buy), through which they buy, and through
// which they are served. Social media is dear and converts ever worse; referrals and resellers convert best.
import { type Random, weighted } from './random';

export type Channel = {
  readonly id: string;
  readonly name: string;
  readonly category: 'online' | 'offline' | 'partner';
  /** Share of the new contacts, in percent. */
  readonly contacts: number;
  /** The chance that a contact of the first day ever buys, and how much it falls until the last. */
  readonly conversion: number;
  readonly conversionLoss: number;
  /** Marketing and sales money spent for each contact. */
  readonly marketingPerContact: number;
  readonly salesPerContact: number;
};

const channel = (
  id: string,
  name: string,
  category: Channel['category'],
  contacts = 0,
  conversion = 0,
  marketingPerContact = 0,
  salesPerContact = 0,
  conversionLoss = 0,
): Channel => ({ id, name, category, contacts, conversion, conversionLoss, marketingPerContact, salesPerContact });

export const channels: readonly Channel[] = [
  channel('web', 'Online shop', 'online', 7, 1, 10),
  channel('app', 'Mobile app', 'online'),
  channel('search', 'Search advertising', 'online', 21, 0.48, 96, 20),
  channel('social', 'Social media', 'online', 20, 0.38, 105, 12, 0.55),
  channel('wechat', 'WeChat', 'online', 14, 0.46, 56, 14),
  channel('email', 'Email', 'online', 6, 0.42, 24, 8),
  channel('store', 'Stores', 'offline', 9, 1, 30),
  channel('phone', 'Telephone', 'offline'),
  channel('event', 'Trade fairs and events', 'offline', 7, 0.52, 190, 45),
  channel('partner', 'Resellers', 'partner', 8, 0.68, 85, 70),
  channel('referral', 'Recommendation', 'partner', 8, 0.72, 20, 15),
];

/** Who arrives in the shop simply buys: no lead comes first. */
export const isWalkIn = (id: string): boolean => id === 'web' || id === 'store';

const purchaseChannels = ['web', 'app', 'store', 'phone', 'partner'] as const;
export type PurchaseChannel = (typeof purchaseChannels)[number];
const serviceChannels = ['phone', 'email', 'wechat', 'app'] as const;

export const drawPurchaseChannel = (random: Random, business: boolean): PurchaseChannel =>
  purchaseChannels[weighted(random, business ? [30, 5, 8, 30, 27] : [38, 30, 24, 5, 3])]!;

export const drawServiceChannel = (random: Random): string => serviceChannels[weighted(random, [38, 24, 22, 16])]!;
