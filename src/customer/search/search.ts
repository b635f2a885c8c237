// Customers that meet a filter and hold the words of a text, in an order, by pages. A page goes on where the one before ended,
// whatever was loaded meanwhile, so a cursor does not expire.
import type { EngineSession } from '../../engine/engine';
import type { Compilation } from '../../query/compile/compilation';
import { nowOf } from '../../query/compile/customer-attributes';
import { relation } from '../../query/compile/relation';
import type { MetricsResult } from '../../query/question/metrics-result';
import { type AnswerContext, arrive, read } from '../../query/reading';
import { bind, type Fragment, sql } from '../../sql/fragment';
import type { Select, Step } from '../../sql/select';
import {
  customersOnFile,
  type NeededColumns,
  onFileCondition,
  type Portrait,
  type PortraitRow,
  portraitColumns,
  portraitOf,
} from '../portrait/portraits';
import { isPurchase } from '../portrait/purchases';
import { selectRows } from '../portrait/select-rows';
import { after, type OrderValue, orderBy, orderKeys } from './customer-order';
import { parseSearch, type SearchQuery, type SearchQuestion, writePlace } from './search-question';
import { textConditions } from './search-text';

export type CustomersFound = {
  readonly customers: readonly Portrait[];
  readonly pageInfo: MetricsResult['pageInfo'];
  /** Counted when it is asked for: all that meet the question, whatever the page. */
  readonly totalCount: () => Promise<number>;
};

/** With the values of the order, by their columns. */
export type Found = PortraitRow & Readonly<Record<`by_${string}`, OrderValue>>;

/** Throws a UserError for a question that cannot be meant. */
export async function searchCustomers(
  question: SearchQuestion,
  needed: NeededColumns,
  context: AnswerContext,
): Promise<CustomersFound> {
  const arrival = await arrive(question, context);
  const query = parseSearch(question, arrival);
  const asked = { scope: query.standing.scope, segments: arrival.segments };
  return read(context, asked, async ({ session, scope }) => {
    const judged = { scope, dialect: session.dialect };
    const rows = await findPage({ ...query, first: query.first + 1 }, needed, judged, session);
    const customers = rows.slice(0, query.first);
    const last = customers.at(-1);
    const endCursor = last === undefined ? null : writePlace(query, placeOf(query, last));
    return {
      customers: customers.map(portraitOf),
      pageInfo: { hasNextPage: rows.length > query.first, endCursor },
      totalCount: () => context.engine.read((view) => countFound(query, judged, view)),
    };
  });
}

/** The values by which a customer stands where it does. */
export const placeOf = ({ order }: Pick<SearchQuery, 'order'>, found: Found): readonly OrderValue[] =>
  orderKeys[order].map(({ column }) => found[column] ?? null);

/** The scope of the compilation: that of the query, its conditions judged. */
export function findPage(
  query: SearchQuery,
  needed: NeededColumns,
  compilation: Compilation,
  session: EngineSession,
): Promise<readonly Found[]> {
  const { order, first, after: place } = query;
  const keys = orderKeys[order];
  const found = customersFound(query, compilation);
  const byPurchase = order === 'LAST_PURCHASE_DESC';
  const values = keys.slice(0, -1).map(({ column, value }) => ({ name: column, value }));
  return selectRows<Found>(
    {
      steps: byPurchase ? lastPurchases(found, compilation) : [],
      words: 'customers in their order',
      last: {
        ...found,
        columns: [...portraitColumns(compilation, needed), ...values],
        joins: [
          ...found.joins,
          ...(byPurchase ? [sql`LEFT JOIN purchase ON purchase.customer_no = version.customer_no`] : []),
        ],
        where: [...found.where, ...(place === null ? [] : [after(keys, place)])],
        orderBy: orderBy(keys),
        limit: bind(first, 'integer'),
      },
    },
    session,
  );
}

async function countFound(query: SearchQuery, compilation: Compilation, session: EngineSession): Promise<number> {
  const columns = [{ name: 'customers', value: sql`count(*)` }];
  const last = { ...customersFound(query, compilation), columns };
  const rows = await selectRows<{ customers: number }>({ steps: [], words: 'how many customers', last }, session);
  return Number(rows[0]!.customers);
}

type FromCustomers = ReturnType<typeof customersOnFile>;

function customersFound(
  { words, standing }: Pick<SearchQuery, 'words' | 'standing'>,
  compilation: Compilation,
): FromCustomers {
  const customers = customersOnFile(standing.monthEnd, compilation);
  const { filter } = compilation.scope;
  const placed = onFileCondition(compilation);
  const where = filter === null ? [] : [placed.condition(filter)];
  return {
    ...customers,
    joins: [...customers.joins, ...placed.joins()],
    where: [...textConditions(words), ...customers.where, ...where],
  };
}

/** Of the customers found only: few words leave few of them. */
function lastPurchases(found: FromCustomers, compilation: Compilation): readonly Step[] {
  const these: Select = { ...found, columns: [{ name: 'customer_no', value: sql`version.customer_no` }] };
  const last: Select = {
    columns: [
      { name: 'customer_no', value: sql`fact.customer_no` },
      { name: 'last_at', value: sql`max(fact.occurred_at)` },
    ],
    from: sql`found`,
    joins: [sql`JOIN ${relation('fact_transaction', compilation)} AS fact ON fact.customer_no = found.customer_no`],
    where: [isPurchase, sql`fact.occurred_at < ${nowOf(compilation.scope)}`] satisfies readonly Fragment[],
    groupBy: 1,
  };
  return [
    { words: 'customers that meet the question', name: 'found', of: [these] },
    { words: 'the last purchase of each', name: 'purchase', of: [last] },
  ];
}
