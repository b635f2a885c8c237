// Which saved segments customers are in: every segment is a condition, and one statement tells of each customer which hold.
// Conditions on metrics are measured for these customers alone. A segment whose own days had not begun by the instant has
// nobody in it.
import { recordsOn } from '../../engine/records';
import { userErrorsOf } from '../../errors';
import { collectFaults } from '../../model/faults';
import { type Filter, parseFilter, type SavedFilters } from '../../model/filters';
import type { Segment } from '../../model/segment';
import type { Compilation } from '../../query/compile/compilation';
import { checkConditions } from '../../query/question/metric-condition';
import type { Scope } from '../../query/question/scope';
import { type AnswerContext, read } from '../../query/reading';
import { listSegments } from '../../query/segments/segments';
import { segmentsInView } from '../../query/segments/segments-in-view';
import { sql } from '../../sql/fragment';
import { customersOnFile, onFileCondition } from './portraits';
import { selectRows } from './select-rows';
import type { Standing } from './standing';

/** By customer, in the order of their names. */
export async function readSegmentsOf(
  customers: readonly number[],
  { scope, monthEnd }: Standing,
  context: AnswerContext,
): Promise<ReadonlyMap<number, readonly Segment[]>> {
  const saved = await segmentsInView(await listSegments(recordsOn(context.engine)), context);
  const filters: SavedFilters = new Map(saved.map(({ name: of, where }) => [of, where]));
  const judged = saved.flatMap((segment) => {
    const filter = filterOf(segment, filters, scope);
    return filter === null ? [] : [{ segment, filter }];
  });
  if (judged.length === 0) return new Map();
  const these: Filter = { kind: 'customers', customers, except: false };
  const filter: Filter = { kind: 'all', of: [these, { kind: 'any', of: judged.map((each) => each.filter) }] };
  const asked = { scope: { ...scope, filter }, segments: filters };
  return read(context, asked, async ({ session, scope: own }) => {
    const conditions = ((own.filter as Extract<Filter, { kind: 'all' }>).of[1] as Extract<Filter, { kind: 'any' }>).of;
    const statement = membership(these, conditions, monthEnd, { scope: own, dialect: session.dialect });
    const rows = await selectRows<Readonly<Record<string, number | boolean>>>(statement, session);
    return new Map(
      rows.map((row) => [
        row.customerNo as number,
        judged.flatMap(({ segment }, index) => (row[`s${index}`] === true ? [segment] : [])),
      ]),
    );
  });
}

/** Null for one that cannot be judged as of the instant. */
function filterOf({ name: segment }: Segment, segments: SavedFilters, scope: Scope): Filter | null {
  const filter = parseFilter({ segment }, segments);
  const faults = collectFaults();
  try {
    checkConditions(filter, { period: scope.period, now: scope.now, segments }, faults);
    faults.refuse();
  } catch (error) {
    const refusals = userErrorsOf(error);
    if (refusals.length > 0 && refusals.every(({ code }) => code === 'INVALID_PERIOD')) return null;
    throw error;
  }
  return filter;
}

function membership(these: Filter, conditions: readonly Filter[], monthEnd: string, compilation: Compilation) {
  const customers = customersOnFile(monthEnd, compilation);
  const holds = onFileCondition(compilation);
  const columns = conditions.map((condition, index) => ({
    name: `s${index}`,
    value: sql`coalesce(${holds.condition(condition)}, FALSE)`,
  }));
  const where = [holds.condition(these), ...customers.where];
  return {
    steps: [],
    words: 'which segments each customer is in',
    last: {
      ...customers,
      columns: [{ name: 'customerNo', value: sql`version.customer_no` }, ...columns],
      where,
      joins: [...customers.joins, ...holds.joins()],
    },
  };
}
