// Customer dimensions of any statement: read from the version of the customer that the statement joins as `version`.
import { ageBands, type DimensionDefinition } from '../../model/dimensions';
import type { Dialect } from '../../sql/dialect';
import { bind, type Fragment, name, sql } from '../../sql/fragment';
import type { MetricQuery } from '../question/metric-query';
import type { Joins } from './joins';
import type { Regroup } from './slice-keys';

/** How a statement finds the version: the joins, and the business date that places the customer. */
export type CustomerPlace = {
  readonly query: MetricQuery;
  readonly dialect: Dialect;
  readonly joins: Joins;
  readonly customerNo: Fragment;
  /** The condition under which `version` is the customer's version in question. */
  readonly version: Fragment;
  readonly date: Fragment;
};

export const nowOf = (query: MetricQuery): Fragment => bind(query.now.toString(), 'timestamptz');

/** The version of a customer at an instant; today's with `attributes: CURRENT`. */
export const versionAt = (customerNo: Fragment, instant: Fragment): Fragment =>
  sql`version.customer_no = ${customerNo} AND version.effective_from <= ${instant} AND ${instant} < version.valid_to`;

export const businessDate = (instant: Fragment, query: MetricQuery): Fragment =>
  sql`CAST(${instant} AT TIME ZONE ${bind(query.settings.timeZone, 'text')} AS date)`;

export function versionColumn(place: CustomerPlace, column: string): Fragment {
  place.joins.add('version', sql`LEFT JOIN dim_customer AS version ON ${place.version}`);
  return name('version', column);
}

export function summaryColumn(place: Pick<CustomerPlace, 'joins' | 'customerNo'>, column: string): Fragment {
  place.joins.add('summary', sql`LEFT JOIN customer_summary AS summary ON summary.customer_no = ${place.customerNo}`);
  return name('summary', column);
}

/** The member of a customer dimension, or undefined for a dimension of the fact. */
export function customerMember(
  dimension: DimensionDefinition,
  place: CustomerPlace,
  regroup?: Regroup,
): Fragment | undefined {
  switch (dimension.source.kind) {
    case 'customer':
      return versionColumn(place, dimension.source.column);
    case 'acquisitionChannel': {
      const channelNo = versionColumn(place, 'acquired_channel_no');
      place.joins.add(
        'acquired_channel',
        sql`LEFT JOIN dim_channel AS acquired_channel ON acquired_channel.channel_no = ${channelNo}`,
      );
      return sql`acquired_channel.channel_id`;
    }
    case 'tag': {
      const tags = versionColumn(place, 'tags');
      if (regroup !== undefined) {
        const members = sql`SELECT DISTINCT ${regroup(sql`one.member`)} AS member FROM (SELECT unnest(${tags}) AS member) AS one`;
        place.joins.add('regrouped_tag', sql`LEFT JOIN LATERAL (${members}) AS regrouped_tag ON TRUE`);
        return sql`regrouped_tag.member`;
      }
      place.joins.add('tag', sql`LEFT JOIN LATERAL (SELECT unnest(${tags}) AS member) AS tag ON TRUE`);
      return sql`tag.member`;
    }
    case 'ageBand':
      return ageBand(versionColumn(place, 'birth_date'), place);
    case 'cohortMonth': {
      const date = summaryColumn(place, 'first_purchase_date');
      return sql`CASE WHEN summary.first_purchase_at <= ${nowOf(place.query)} THEN substr(CAST(${date} AS text), 1, 7) END`;
    }
    case 'customerNumber':
      return place.customerNo;
    case 'churnReason':
      return summaryColumn(place, 'churn_reason');
    default:
      return undefined;
  }
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
