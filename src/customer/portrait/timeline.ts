// What happened with customers, newest first, before the instant: interactions, and orders, renewals and refunds with their
// lines put together. The first so many of each of several customers are two statements, one a table of facts.
import { Temporal } from 'temporal-polyfill';
import { chooseName, refuseArgument } from '../../model/choose-argument';
import { compareCodePoints } from '../../model/dimensions';
import { interactionKinds, transactionKinds } from '../../model/kinds';
import type { Compilation } from '../../query/compile/compilation';
import { nowOf } from '../../query/compile/customer-attributes';
import { relation } from '../../query/compile/relation';
import type { AnswerContext } from '../../query/reading';
import { bind, type Fragment, join, name, sql } from '../../sql/fragment';
import { nested, type Select, writeSelect } from '../../sql/select';
import { selectRows } from './select-rows';
import { readAt, type Standing } from './standing';
import { type Position, type Source, sources } from './timeline-position';

export type TimelineEvent = {
  readonly customerNo: number;
  readonly source: Source;
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  /** Its source key, and the name people know. */
  readonly channel: string | null;
  readonly channelName: string | null;
  /** Of a transaction: what its lines come to. Of a stage: what the deal is worth, as known then. */
  readonly amount: string | null;
  readonly lines: number | null;
  /** The name of the product of its first line. */
  readonly product: string | null;
  readonly topic: string | null;
  readonly stage: string | null;
  readonly question: string | null;
  readonly score: string | null;
  readonly scaleMax: string | null;
  readonly outcome: string | null;
};

/** Which events: so many after a place, of these kinds (every one, if none is named). */
export type TimelinePage = {
  readonly first: number;
  readonly after: Position | null;
  readonly kinds: readonly string[] | null;
};

export const mostEvents = 200;

/** Throws INVALID_ARGUMENT for a number of events or a kind that there is not. */
export function checkTimeline(first: number, kinds: readonly string[] | null): void {
  if (!Number.isInteger(first) || first < 1 || first > mostEvents)
    refuseArgument('first', `${first} events cannot be asked for`, `Give a whole number from 1 to ${mostEvents}.`);
  const allowed = [...interactionKinds, ...transactionKinds];
  for (const [index, kind] of (kinds ?? []).entries()) chooseName(`kinds[${index}]`, kind, allowed);
}

const shared = ['at', 'kind', 'channel', 'channelName', 'amount'] as const;
const ofTransactions = ['lines', 'product'] as const;
const ofInteractions = ['topic', 'stage', 'question', 'score', 'scaleMax', 'outcome'] as const;

/** Of each customer one more than a page has, where there is one. */
export async function readTimelines(
  customers: readonly number[],
  page: TimelinePage,
  standing: Standing,
  context: AnswerContext,
): Promise<ReadonlyMap<number, readonly TimelineEvent[]>> {
  const wanted = (kinds: readonly string[]): readonly string[] =>
    page.kinds === null ? kinds : kinds.filter((kind) => page.kinds!.includes(kind));
  const kindsOf = { interaction: wanted(interactionKinds), transaction: wanted(transactionKinds) };
  const asked = sources.filter((source) => kindsOf[source].length > 0);
  const found = await readAt(standing, context, (compilation, session) =>
    Promise.all(
      asked.map((source) => {
        const events = eventsOf[source](kindsOf[source], compilation);
        return selectRows<TimelineEvent>(newestOfEach(customers, source, events, page), session);
      }),
    ),
  );
  const timelines = new Map<number, TimelineEvent[]>();
  for (const [index, rows] of found.entries())
    for (const row of rows) {
      const event = { ...nothing, ...row, source: asked[index]! };
      timelines.set(event.customerNo, [...(timelines.get(event.customerNo) ?? []), event]);
    }
  return new Map(
    [...timelines].map(([customer, events]) => [customer, events.sort(newestFirst).slice(0, page.first + 1)]),
  );
}

const nothing = Object.fromEntries([...ofTransactions, ...ofInteractions].map((column) => [column, null]));

function newestFirst(left: TimelineEvent, right: TimelineEvent): number {
  return (
    Temporal.Instant.compare(Temporal.Instant.from(right.at), Temporal.Instant.from(left.at)) ||
    sources.indexOf(left.source) - sources.indexOf(right.source) ||
    compareCodePoints(right.id, left.id)
  );
}

function newestOfEach(customers: readonly number[], source: Source, events: Fragment, { first, after }: TimelinePage) {
  const own = source === 'transaction' ? ofTransactions : ofInteractions;
  const newest: Select = {
    columns: [{ name: '*', value: sql`*` }],
    from: sql`${nested(events)} AS every_event`,
    where: after === null ? [] : [beyond(source, after)],
    orderBy: [sql`at DESC`, sql`id DESC`],
    limit: bind(first + 1, 'integer'),
  };
  return {
    steps: [],
    words: `the newest ${source}s of each customer`,
    last: {
      columns: [
        { name: 'customerNo', value: sql`asked.customer_no` },
        ...['id', ...shared, ...own].map((column) => ({ name: column, value: name('event', column) })),
      ],
      from: sql`unnest(${bind(customers, 'integer[]')}) AS asked(customer_no)`,
      joins: [sql`CROSS JOIN LATERAL ${nested(writeSelect(newest))} AS event`],
    },
  };
}

/** The events of a table that come after a place in the order of the timeline. */
function beyond(source: Source, { at, source: placed, id }: Position): Fragment {
  const instant = bind(at, 'timestamptz');
  const order = sources.indexOf(source) - sources.indexOf(placed);
  if (order > 0) return sql`at <= ${instant}`;
  if (order < 0) return sql`at < ${instant}`;
  return sql`(at < ${instant} OR at = ${instant} AND id < ${bind(id, 'text')})`;
}

type Events = (kinds: readonly string[], compilation: Compilation) => Fragment;

const eventsOf: Readonly<Record<Source, Events>> = {
  interaction: (kinds, compilation) =>
    writeSelect({
      columns: [
        { name: 'id', value: sql`fact.interaction_id` },
        { name: 'at', value: sql`fact.occurred_at` },
        { name: 'kind', value: sql`fact.kind` },
        { name: 'channel', value: sql`channel.channel_id` },
        { name: 'channelName', value: sql`channel.name` },
        { name: 'amount', value: sql`fact.amount` },
        { name: 'topic', value: sql`fact.topic` },
        { name: 'stage', value: sql`fact.stage` },
        { name: 'question', value: sql`fact.question` },
        { name: 'score', value: sql`fact.score` },
        { name: 'scaleMax', value: sql`fact.scale_max` },
        { name: 'outcome', value: sql`fact.outcome` },
      ],
      ...factsAsked('fact_interaction', kinds, compilation),
    }),
  transaction: (kinds, compilation) => {
    const { joins, ...facts } = factsAsked('fact_transaction', kinds, compilation);
    const first = (column: Fragment): Fragment => sql`(array_agg(${column} ORDER BY fact.transaction_id))[1]`;
    const lines: Select = {
      ...facts,
      columns: [
        { name: 'order_id', value: sql`fact.order_id` },
        { name: 'kind', value: sql`fact.kind` },
        { name: 'at', value: sql`fact.occurred_at` },
        { name: 'id', value: sql`min(fact.transaction_id)` },
        { name: 'amount', value: sql`sum(fact.revenue)` },
        { name: 'lines', value: sql`CAST(count(*) AS integer)` },
        { name: 'channel', value: first(sql`channel.channel_id`) },
        { name: 'channelName', value: first(sql`channel.name`) },
        { name: 'product', value: first(sql`coalesce(product.name, product.product_id)`) },
      ],
      joins: [
        ...joins,
        sql`LEFT JOIN ${relation('dim_product', compilation)} AS product ON product.product_no = fact.product_no`,
      ],
      groupBy: 3,
    };
    return writeSelect(lines);
  },
};

/** The facts of `asked` before the instant, with their channel. */
const factsAsked = (table: string, kinds: readonly string[], compilation: Compilation) => ({
  from: sql`${relation(table, compilation)} AS fact`,
  joins: [sql`LEFT JOIN ${relation('dim_channel', compilation)} AS channel ON channel.channel_no = fact.channel_no`],
  where: [
    sql`fact.customer_no = asked.customer_no`,
    sql`fact.occurred_at < ${nowOf(compilation.scope)}`,
    sql`fact.kind IN (${join(
      kinds.map((kind) => bind(kind, 'text')),
      ', ',
    )})`,
  ],
});
