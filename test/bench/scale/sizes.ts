// The companies that the standing questions are asked of: six years of one simulated company, at three sizes. A customer has
// about 16 transactions and 50 interactions, so the names say the facts of both tables in millions.
import type { CompanySize } from '../fill-company';

export const scales = ['1m', '5m', '20m'] as const;
export type Scale = (typeof scales)[number];

const customers: Readonly<Record<Scale, number>> = { '1m': 15_000, '5m': 75_000, '20m': 300_000 };

export const sizeOf = (scale: Scale): CompanySize => ({
  customers: customers[scale],
  months: 72,
  seed: 7,
  kind: 'load',
  judged: true,
});
