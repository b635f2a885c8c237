// Who customers are: the version of the attributes that was valid at the instant, when they first did something, and the
// judgement that speaks, all in one row. A customer not on file by then is not found, nor is one who has no id any more.

import { isStorable } from '../../model/storable-text';
import type { Compilation } from '../../query/compile/compilation';
import { nowOf, versionAt } from '../../query/compile/customer-attributes';
import { type CustomersPlaced, placeCustomers } from '../../query/compile/customers-placed';
import { relation } from '../../query/compile/relation';
import type { AnswerContext } from '../../query/reading';
import { bind, type Fragment, name, sql } from '../../sql/fragment';
import type { Column, Select } from '../../sql/select';
import { selectRowsOften } from './select-rows';
import { type Snapshot, snapshotColumns, snapshotJoins } from './snapshots';
import { readAt, type Standing } from './standing';

export type Profile = {
  readonly customerNo: number;
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly gender: string | null;
  readonly birthDate: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly industry: string | null;
  readonly companySize: string | null;
  readonly acquisitionChannel: string | null;
  readonly tags: readonly string[];
  readonly firstContactAt: string | null;
  readonly firstLeadAt: string | null;
  readonly firstPurchaseAt: string | null;
  /** Whether it had bought at or before the instant. */
  readonly hasBought: boolean;
};

/** A row of both; what is judged is null throughout where nothing was. */
export type PortraitRow = Profile & { readonly [Column in keyof Snapshot]: Snapshot[Column] | null };

/** `snapshot`: null of a customer who was not judged. Of a row that was read in part, either has only what was read. */
export type Portrait = { readonly profile: Profile; readonly snapshot: Snapshot | null };

export const portraitOf = (row: PortraitRow): Portrait => ({
  profile: row,
  snapshot: row.inBase === null ? null : (row as Snapshot),
});

const ofVersion: Readonly<Record<string, string>> = {
  customerNo: 'customer_no',
  id: 'customer_id',
  name: 'name',
  email: 'email',
  phone: 'phone',
  gender: 'gender',
  birthDate: 'birth_date',
  country: 'country',
  region: 'region',
  city: 'city',
  industry: 'industry',
  companySize: 'company_size',
  tags: 'tags',
};

const ofSummary: Readonly<Record<string, string>> = {
  firstContactAt: 'first_contact_at',
  firstLeadAt: 'first_lead_at',
  firstPurchaseAt: 'first_purchase_at',
};

export type PortraitColumn = keyof PortraitRow;

/** Null: all. */
export type NeededColumns = ReadonlySet<PortraitColumn> | null;

/** Without them nobody could be told from anybody. */
const ofEveryRow: readonly PortraitColumn[] = ['customerNo', 'id', 'inBase'];

/** The columns of a PortraitRow over the customers of `customersOnFile`: those that are needed, or all. */
export function portraitColumns({ scope }: Compilation, needed: NeededColumns): readonly Column[] {
  const now = nowOf(scope);
  const before = (column: Fragment): Fragment => sql`CASE WHEN ${column} < ${now} THEN ${column} END`;
  const columns = [
    ...Object.entries(ofVersion).map(([as, column]) => ({ name: as, value: name('version', column) })),
    ...Object.entries(ofSummary).map(([as, column]) => ({ name: as, value: before(name('summary', column)) })),
    { name: 'acquisitionChannel', value: sql`acquired.channel_id` },
    { name: 'hasBought', value: sql`coalesce(summary.first_purchase_at <= ${now}, FALSE)` },
    ...snapshotColumns,
  ];
  const kept = new Set<string>([...ofEveryRow, ...(needed ?? [])]);
  return needed === null ? columns : columns.filter((column) => kept.has(column.name));
}

/** Customers on file before the instant, as `version` (of the instant), `summary`, `acquired` (the channel) and `speaking` (the judgement). */
export function customersOnFile(
  monthEnd: string,
  compilation: Compilation,
): Required<Pick<Select, 'from' | 'joins' | 'where'>> {
  const now = nowOf(compilation.scope);
  const table = (of: string): Fragment => relation(of, compilation);
  return {
    from: sql`${table('dim_customer')} AS version`,
    joins: [
      sql`JOIN ${table('customer_summary')} AS summary ON summary.customer_no = version.customer_no`,
      sql`LEFT JOIN ${table('dim_channel')} AS acquired ON acquired.channel_no = version.acquired_channel_no`,
      ...snapshotJoins(name('version', 'customer_no'), monthEnd, compilation),
    ],
    where: [
      versionAt(name('summary', 'customer_no'), now),
      sql`summary.on_file_from < ${now}`,
      sql`version.customer_id IS NOT NULL`,
      sql`version.customer_no <> 0`,
    ],
  };
}

/** Conditions on those customers, by what they are at the instant. */
export const onFileCondition = (compilation: Compilation): CustomersPlaced =>
  placeCustomers(
    {
      relation: (table) => relation(table, compilation),
      customerNo: name('version', 'customer_no'),
      version: sql`TRUE`,
      standing: ['version', 'summary'],
    },
    compilation,
  );

/** By id, with the columns that are needed (null: all); who is not found is not there. */
export function readPortraits(
  ids: readonly string[],
  standing: Standing,
  needed: NeededColumns,
  context: AnswerContext,
): Promise<ReadonlyMap<string, Portrait>> {
  return readAt(standing, context, async (compilation, session) => {
    const customers = customersOnFile(standing.monthEnd, compilation);
    // No customer has an id that cannot be stored, and none may be mistaken for another.
    const storable = ids.filter(isStorable);
    const statement = {
      steps: [],
      words: 'the customers with these ids',
      last: {
        ...customers,
        columns: portraitColumns(compilation, needed),
        where: [sql`version.customer_id = ANY(${bind(storable, 'text[]')})`, ...customers.where],
      },
    };
    const rows = await selectRowsOften<PortraitRow>(statement, session);
    return new Map(rows.map((row) => [row.id, portraitOf(row)]));
  });
}
