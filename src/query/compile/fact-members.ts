// The members of a fact's row: what each dimension reads, and the joins it takes. The row stands in its statement as `fact`;
// where its columns come from, the statement knows.
import type { ClockPart } from '../../model/dimension';
import { bind, type Fragment, name, sql, textConstant } from '../../sql/fragment';
import { daysWithin, spansOf } from '../plan/spans';
import type { Scope } from '../question/scope';
import type { Compilation } from './compilation';
import {
  type CustomerPlace,
  customerMember,
  nowOf,
  summaryColumn,
  versionColumn,
  versionOfRow,
} from './customer-attributes';
import { compileFilter } from './filter';
import { collectJoins } from './joins';
import { judgedOnDay } from './judgements';
import { relation } from './relation';
import type { MemberOf } from './slice-keys';

export type FactPlace = CustomerPlace & {
  /** A column of the row itself. */
  readonly own: (column: string) => Fragment;
  /** When the row itself occurred: its day, weekday and hour. */
  readonly occurred: Fragment;
};

export type FactMembers = {
  /** The member of a dimension on the row. */
  readonly member: MemberOf;
  /** The row's day in the zone of the question. */
  readonly localDate: () => Fragment;
  readonly through: Readonly<Record<'product' | 'agent' | 'channel', () => string>>;
  /** The question's filter on the row, over its members (or those that stand in for them): no condition without one. */
  readonly filter: (over?: MemberOf) => readonly Fragment[];
};

/** A row of the whole period that carries the version of its customer and its business day. */
export function factWithVersion(compilation: Compilation, occurred: Fragment): FactPlace {
  const own = (column: string): Fragment => name('fact', column);
  return {
    ...compilation,
    joins: collectJoins(),
    relation: (table) => relation(table, compilation),
    customerNo: own('customer_no'),
    version: versionOfRow(compilation),
    instant: occurred,
    date: own('date_key'),
    judgedOn: () => judgedOnDay(own('date_key'), ...daysOfWhole(compilation.scope), compilation.dialect),
    own,
    occurred,
  };
}

const daysOfWhole = (scope: Scope): readonly [first: string, last: string] =>
  daysWithin(spansOf([scope.whole], 'period', scope));

export function factMembers(place: FactPlace): FactMembers {
  const { scope, joins, own, occurred } = place;
  const zone = scope.period.calendar.timezone;
  const local = (): Fragment => sql`(${occurred} AT TIME ZONE ${bind(zone, 'text')})`;
  const localDate = (): Fragment =>
    zone === scope.settings.timeZone ? own('date_key') : sql`CAST(${local()} AS date)`;
  const star = (of: 'product' | 'agent' | 'channel') => (): string => {
    const number = `${of}_no`;
    const rows = place.relation(`dim_${of}`);
    return joins.add(of, sql`LEFT JOIN ${rows} AS ${name(of)} ON ${name(of, number)} = ${own(number)}`);
  };
  const through = { product: star('product'), agent: star('agent'), channel: star('channel') } as const;

  const clock: Readonly<Record<ClockPart, () => Fragment>> = {
    hour: () => sql`CAST(extract(hour FROM ${local()}) AS integer)`,
    weekday: () => sql`CAST(extract(isodow FROM ${localDate()}) AS integer)`,
  };

  const member: MemberOf = (dimension, regroup) => {
    const { source } = dimension;
    switch (source.kind) {
      case 'channel':
      case 'product':
      case 'agent':
        return name(through[source.kind](), source.column);
      case 'fact':
        return own(source.column);
      case 'clock':
        return clock[source.part]();
      case 'buyerType': {
        const firstOrder = summaryColumn(place, 'first_order_id');
        // A refund may be known before its order.
        const isFirst = sql`${own('order_id')} = ${firstOrder} AND summary.first_purchase_at <= ${nowOf(scope)}`;
        return sql`CASE WHEN ${own('customer_no')} = 0 THEN NULL WHEN ${isFirst} THEN ${textConstant('NEW')} ELSE ${textConstant('RETURNING')} END`;
      }
      default:
        return customerMember(dimension, place, regroup)!;
    }
  };
  const filter = (over: MemberOf = member): readonly Fragment[] =>
    scope.filter === null
      ? []
      : [
          compileFilter(scope.filter, {
            dialect: place.dialect,
            member: over,
            tags: () => versionColumn(place, 'tags'),
            customerNo: () => own('customer_no'),
          }),
        ];
  return { member, localDate, through, filter };
}
