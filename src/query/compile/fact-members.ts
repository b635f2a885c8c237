// The members of a fact's row: what each dimension reads, and the joins it takes. The row stands in its statement as `fact`;
// where its columns come from, the statement knows.
import { dimensionOf } from '../../model/dimensions';
import type { Dialect } from '../../sql/dialect';
import { bind, type Fragment, name, sql, textConstant } from '../../sql/fragment';
import type { MetricQuery } from '../question/metric-query';
import { type CustomerPlace, customerMember, nowOf, summaryColumn } from './customer-attributes';
import { collectJoins } from './joins';
import type { MemberOf } from './slice-keys';

export type FactPlace = CustomerPlace & {
  /** A column of the row itself. */
  readonly own: (column: string) => Fragment;
  /** When the row itself occurred: its day, weekday and hour. */
  readonly instant: Fragment;
};

export type FactMembers = {
  /** The member of a dimension on the row. */
  readonly member: MemberOf;
  /** The row's day in the zone of the question. */
  readonly localDate: () => Fragment;
  readonly through: Readonly<Record<'product' | 'agent' | 'channel', () => string>>;
};

/** A row that carries the version of its customer and its business day. */
export function factWithVersion(query: MetricQuery, dialect: Dialect, instant: Fragment): FactPlace {
  const own = (column: string): Fragment => name('fact', column);
  return {
    query,
    dialect,
    joins: collectJoins(),
    customerNo: own('customer_no'),
    version: sql`version.customer_no = fact.customer_no AND version.customer_key = fact.customer_key`,
    date: own('date_key'),
    own,
    instant,
  };
}

export function factMembers(place: FactPlace): FactMembers {
  const { query, joins, own, instant } = place;
  const zone = query.period.calendar.timezone;
  const local = (): Fragment => sql`(${instant} AT TIME ZONE ${bind(zone, 'text')})`;
  const localDate = (): Fragment =>
    zone === query.settings.timeZone ? own('date_key') : sql`CAST(${local()} AS date)`;
  const through = {
    product: () =>
      joins.add('product', sql`LEFT JOIN dim_product AS product ON product.product_no = ${own('product_no')}`),
    agent: () => joins.add('agent', sql`LEFT JOIN dim_agent AS agent ON agent.agent_no = ${own('agent_no')}`),
    channel: () =>
      joins.add('channel', sql`LEFT JOIN dim_channel AS channel ON channel.channel_no = ${own('channel_no')}`),
  } as const;

  const member: MemberOf = (id, regroup) => {
    const dimension = dimensionOf(id);
    const { source } = dimension;
    switch (source.kind) {
      case 'channel':
      case 'product':
      case 'agent':
        return name(through[source.kind](), source.column);
      case 'fact':
        return own(source.column);
      case 'clock':
        if (source.part === 'hour') return sql`CAST(extract(hour FROM ${local()}) AS integer)`;
        return sql`CAST(extract(isodow FROM ${localDate()}) AS integer)`;
      case 'buyerType': {
        const firstOrder = summaryColumn(place, 'first_order_id');
        // A refund may be known before its order.
        const isFirst = sql`${own('order_id')} = ${firstOrder} AND summary.first_purchase_at <= ${nowOf(query)}`;
        return sql`CASE WHEN ${own('customer_no')} = 0 THEN NULL WHEN ${isFirst} THEN ${textConstant('NEW')} ELSE ${textConstant('RETURNING')} END`;
      }
      default:
        return customerMember(dimension, place, regroup)!;
    }
  };
  return { member, localDate, through };
}
