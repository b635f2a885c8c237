// The attributes of a customer as they stand in dim_customer. Versioned ones belong to a version; the unversioned ones
// are kept with the row that gave them, and the row with the greatest valid_from that has them counts.

export type CustomerColumn = {
  readonly column: string;
  /** The column of the file. */
  readonly from: string;
  /** SQL of what a version has that was never given the column. */
  readonly none: string;
};

const plain = (name: string): CustomerColumn => ({ column: name, from: name, none: 'NULL' });

export const versionedColumns: readonly CustomerColumn[] = [
  ...['name', 'email', 'phone', 'gender', 'birth_date', 'country', 'region', 'city'].map(plain),
  ...['industry', 'company_size'].map(plain),
  { column: 'acquired_channel_no', from: 'acquired_channel', none: '0' },
  ...['acquired_campaign', 'referred_by'].map(plain),
  { column: 'tags', from: 'tags', none: `'{}'::text[]` },
];

export const unversionedColumns: readonly CustomerColumn[] = ['first_contact_at', 'churned_at', 'churn_reason'].map(
  plain,
);

/** SQL of a column of the staged row `s`; `channel` is the channel it was acquired through. */
export function stagedValue({ column, from }: CustomerColumn): string {
  if (column === 'acquired_channel_no') return 'coalesce(channel.channel_no, 0)';
  return column === 'tags' ? `coalesce(s.tags, '{}')` : `s.${from}`;
}

/** SQL: the greatest number or key of a customer, also of those that stand aside as aliases. */
export const lastOfCustomers = (column: 'customer_no' | 'customer_key'): string =>
  `greatest((SELECT max(${column}) FROM dim_customer), (SELECT max(${column}) FROM merged_customer))`;
