// Saved segments as somebody reads them who sees some customers: ids of others are not in their lists. Whom a segment holds of,
// among those in view, is the same.
import { partsOf } from '../../model/filter-size';
import type { FilterArguments, SavedFilters } from '../../model/filters';
import type { Segment } from '../../model/segment';
import { bind, render, sql } from '../../sql/fragment';
import { relation } from '../compile/relation';
import { survivorsOf } from '../conditions/survivors';
import { scopeOfAllTime } from '../question/scope';
import { type AnswerContext, arrive, read } from '../reading';

export async function segmentsInView(
  segments: readonly Segment[],
  context: AnswerContext,
): Promise<readonly Segment[]> {
  const inView = await customersNamed(
    segments.map(({ where }) => where),
    context,
  );
  return inView === null ? segments : segments.map((each) => ({ ...each, where: withoutOthers(each.where, inView) }));
}

export async function filtersInView(filters: SavedFilters, context: AnswerContext): Promise<SavedFilters> {
  const inView = await customersNamed([...filters.values()], context);
  if (inView === null) return filters;
  return new Map([...filters].map(([name, where]) => [name, withoutOthers(where, inView)]));
}

/** Whether the filter names customers whom the context's viewer does not see. */
export async function namesOthers(where: FilterArguments, context: AnswerContext): Promise<boolean> {
  const inView = await customersNamed([where], context);
  return inView !== null && idsIn(where).some((id) => !inView.has(id));
}

/** The ids among those named that are of customers in view, or of aliases of theirs; null where nothing has to be left out. */
async function customersNamed(
  filters: readonly FilterArguments[],
  context: AnswerContext,
): Promise<ReadonlySet<string> | null> {
  if (context.viewer === undefined || context.viewer.kind === 'everything') return null;
  const ids = [...new Set(filters.flatMap(idsIn))];
  if (ids.length === 0) return null;
  const scope = scopeOfAllTime(await arrive({}, context));
  return read(context, { scope, segments: new Map() }, async (reading) => {
    const customers = relation('dim_customer', { scope: reading.scope, dialect: reading.session.dialect });
    const rows = await reading.session.select(
      render(
        sql`SELECT DISTINCT own.customer_id FROM ${customers} AS own WHERE own.customer_id = ANY(${bind(ids, 'text[]')})`,
      ),
    );
    return new Set([...rows.map(([id]) => String(id)), ...(await survivorsOf(ids, reading)).keys()]);
  });
}

const idsIn = (where: FilterArguments): readonly string[] => [
  ...(where.dimension === 'CUSTOMER' ? [...(where.in ?? []), ...(where.notIn ?? [])] : []),
  ...partsOf(where).flatMap(idsIn),
];

function withoutOthers(where: FilterArguments, inView: ReadonlySet<string>): FilterArguments {
  const deeper = (of: FilterArguments): FilterArguments => withoutOthers(of, inView);
  const { all, any, not, metric, in: listed, notIn } = where;
  const own = (ids: readonly string[]): readonly string[] => ids.filter((id) => inView.has(id));
  const ofCustomers = where.dimension === 'CUSTOMER';
  return {
    ...where,
    ...(all && { all: all.map(deeper) }),
    ...(any && { any: any.map(deeper) }),
    ...(not && { not: deeper(not) }),
    ...(metric?.where && { metric: { ...metric, where: deeper(metric.where) } }),
    ...(ofCustomers && listed && { in: own(listed) }),
    ...(ofCustomers && notIn && { notIn: own(notIn) }),
  };
}
