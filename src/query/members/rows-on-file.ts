// How many rows the warehouse holds of what a viewer sees, and the days they reach from and to.
import { type Fragment, render, sql } from '../../sql/fragment';
import { relation } from '../compile/relation';
import { scopeOfAllTime } from '../question/scope';
import { type AnswerContext, arrive, read } from '../reading';

type TableOf = (table: string) => Fragment;

const figures = {
  customers: (of: TableOf) =>
    sql`SELECT count(*) FROM ${of('dim_customer')} AS own WHERE own.is_current AND own.customer_no > 0`,
  interactions: (of: TableOf) => sql`SELECT count(*) FROM ${of('fact_interaction')} AS own`,
  transactions: (of: TableOf) => sql`SELECT count(*) FROM ${of('fact_transaction')} AS own`,
  transactionsWithoutCost: (of: TableOf) =>
    sql`SELECT count(*) FROM ${of('fact_transaction')} AS own WHERE own.cost IS NULL`,
} as const;

/** Of each table by itself: its days are an index, which both together are not. */
const ends = {
  firstDate: (facts: Fragment) => sql`SELECT CAST(min(own.date_key) AS text) FROM ${facts} AS own`,
  lastDate: (facts: Fragment) => sql`SELECT CAST(max(own.date_key) AS text) FROM ${facts} AS own`,
} as const;

async function values(statementsOf: (of: TableOf) => readonly Fragment[], context: AnswerContext) {
  const arrival = await arrive({}, context);
  const asked = { scope: scopeOfAllTime(arrival), segments: arrival.segments };
  return read(context, asked, ({ session, scope }) => {
    const of: TableOf = (table) => relation(table, { scope, dialect: session.dialect });
    return Promise.all(
      statementsOf(of).map(async (statement) => (await session.select(render(statement)))[0]![0] as unknown),
    );
  });
}

export async function rowsOnFile(figure: keyof typeof figures, context: AnswerContext): Promise<number> {
  const [value] = await values((of) => [figures[figure](of)], context);
  return Number(value);
}

/** The day of the earliest or latest interaction or transaction; null without one. */
export async function endOfFacts(end: keyof typeof ends, context: AnswerContext): Promise<string | null> {
  const found = await values(
    (of) => ['fact_interaction', 'fact_transaction'].map((table) => ends[end](of(table))),
    context,
  );
  const known = found.filter((day): day is string => day !== null).sort();
  return known.at(end === 'firstDate' ? 0 : -1) ?? null;
}
