// Customer dimensions of any statement: most are read from the version of the customer that the statement joins as `version`,
// from what it was judged to be, or from what is known of it whatever its version.
import { ageBands, type DimensionDefinition } from '../../model/dimensions';
import type { LifecycleStage } from '../../model/judgements';
import { oncePer } from '../../model/once-per';
import { bind, type Fragment, name, sql, textConstant } from '../../sql/fragment';
import type { Scope } from '../question/scope';
import type { Compilation } from './compilation';
import type { Joins } from './joins';
import { type JudgedOn, judgementColumn } from './judgements';
import type { MemberNumber, Regroup } from './slice-keys';

/** Which customer a row has, and as of when. */
export type CustomerPlace = Compilation & {
  readonly joins: Joins;
  /** How the statement names a table. */
  readonly relation: (table: string) => Fragment;
  readonly customerNo: Fragment;
  /** The instant whose attributes they are, and its business day. */
  readonly instant: Fragment;
  readonly date: Fragment;
  /** The condition under which `version` is the customer's version of that instant. */
  readonly version: Fragment;
  /** Under which day what the customer was judged to be at that instant stands. Asked for once it is needed. */
  readonly judgedOn: () => JudgedOn;
  /** Told of each column of the version that the statement uses. */
  readonly onVersion?: (column: string) => void;
};

const nowText = oncePer((now: Scope['now']) => now.toString());

export const nowOf = ({ now }: Scope): Fragment => bind(nowText(now), 'timestamptz');

export const businessDate = (instant: Fragment, { settings }: Scope): Fragment =>
  sql`CAST(${instant} AT TIME ZONE ${bind(settings.timeZone, 'text')} AS date)`;

/** The version of a customer at an instant. */
export const versionAt = (customerNo: Fragment, instant: Fragment, version = name('version')): Fragment =>
  sql`${version}.customer_no = ${customerNo} AND ${version}.effective_from <= ${instant} AND ${instant} < ${version}.valid_to`;

/** A version's key is its own: it says the customer too. */
export const versionOfRow = ({ dialect }: Pick<Compilation, 'dialect'>): Fragment =>
  sql`version.customer_key = fact.customer_key${dialect.sameCustomer(sql`version`, sql`fact`)}`;

export function versionColumn(place: CustomerPlace, column: string): Fragment {
  place.onVersion?.(column);
  place.joins.add('version', sql`LEFT JOIN ${place.relation('dim_customer')} AS version ON ${place.version}`);
  return name('version', column);
}

export function summaryColumn(
  place: Pick<CustomerPlace, 'joins' | 'relation' | 'customerNo'>,
  column: string,
): Fragment {
  place.joins.add(
    'summary',
    sql`LEFT JOIN ${place.relation('customer_summary')} AS summary ON summary.customer_no = ${place.customerNo}`,
  );
  return name('summary', column);
}

/** The member of a customer dimension, or undefined for a dimension of the fact. */
export function customerMember(
  { source }: DimensionDefinition,
  place: CustomerPlace,
  regroup?: Regroup,
): Fragment | undefined {
  switch (source.kind) {
    case 'customer':
      return versionColumn(place, source.column);
    case 'acquisitionChannel': {
      const channelNo = versionColumn(place, 'acquired_channel_no');
      const channels = place.relation('dim_channel');
      place.joins.add(
        'acquired_channel',
        sql`LEFT JOIN ${channels} AS acquired_channel ON acquired_channel.channel_no = ${channelNo}`,
      );
      return sql`acquired_channel.channel_id`;
    }
    case 'tag':
      return tag(place, regroup);
    case 'ageBand':
      return ageBand(versionColumn(place, 'birth_date'), place);
    case 'cohortMonth': {
      const date = summaryColumn(place, 'first_purchase_date');
      return sql`CASE WHEN summary.first_purchase_at <= ${nowOf(place.scope)} THEN substr(CAST(${date} AS text), 1, 7) END`;
    }
    case 'churnReason':
      return summaryColumn(place, 'churn_reason');
    case 'judgement':
      return judgementColumn(place, place.judgedOn(), source.column);
    case 'lifecycleStage':
      return lifecycleStage(place);
    case 'customerNumber':
      return place.customerNo;
    case 'channel':
    case 'product':
    case 'agent':
    case 'fact':
    case 'clock':
    case 'buyerType':
      return undefined;
    default:
      return source satisfies never;
  }
}

/** What customers have a number for, on the same rows. */
export function customerMemberNumber({ source }: DimensionDefinition, place: CustomerPlace): MemberNumber | null {
  switch (source.kind) {
    case 'customer':
      return source.column === 'customer_id' ? { of: 'customer', value: place.customerNo } : null;
    case 'customerNumber':
      return { of: 'number', value: place.customerNo };
    case 'acquisitionChannel':
      // A row without a customer has no version.
      return { of: 'channel', value: sql`coalesce(${versionColumn(place, 'acquired_channel_no')}, 0)` };
    default:
      return null;
  }
}

/** One row a tag; regrouped before tags multiply the row, so that it stands in each group once. */
function tag(place: CustomerPlace, regroup: Regroup | undefined): Fragment {
  const tags = versionColumn(place, 'tags');
  if (regroup === undefined) {
    place.joins.add('tag', sql`LEFT JOIN LATERAL (SELECT unnest(${tags}) AS member) AS tag ON TRUE`);
    return sql`tag.member`;
  }
  const members = sql`SELECT DISTINCT ${regroup(sql`one.member`)} AS member FROM (SELECT unnest(${tags}) AS member) AS one`;
  place.joins.add('regrouped_tag', sql`LEFT JOIN LATERAL (${members}) AS regrouped_tag ON TRUE`);
  return sql`regrouped_tag.member`;
}

/** Who was not judged has bought by then, and is new, or has not; nobody is in no stage. */
function lifecycleStage(place: CustomerPlace): Fragment {
  const judged = judgementColumn(place, place.judgedOn(), 'lifecycle_stage');
  const firstPurchase = summaryColumn(place, 'first_purchase_at');
  const stage = (of: LifecycleStage): Fragment => textConstant(of);
  return sql`CASE WHEN ${place.customerNo} = 0 THEN NULL WHEN ${judged} IS NOT NULL THEN ${judged} WHEN ${firstPurchase} <= ${place.instant} THEN ${stage('NEW')} ELSE ${stage('LEAD')} END`;
}

/** Completed years decide; a birthday on 29 February is kept on 1 March of other years. */
function ageBand(birth: Fragment, { date, dialect }: CustomerPlace): Fragment {
  // 20180301 less 20000229 is 18 years and something.
  const number = (of: Fragment): Fragment =>
    sql`(date_part('year', ${of}) * 10000 + date_part('month', ${of}) * 100 + date_part('day', ${of}))`;
  return dialect.band(sql`${number(date)} - ${number(birth)}`, {
    bounds: ageBands.bounds.map((years) => years * 10000),
    members: ageBands.members,
  });
}
