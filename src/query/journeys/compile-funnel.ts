// A funnel as one statement: the journeys that begin in the period, their stage times from the entry on, and what they come
// to in every slice. A customer is placed by the fact that gave it the first stage.
import { microsecondsPerDay } from '../../model/day-length';
import type { CompiledQuery } from '../../sql/compiled-query';
import type { Dialect } from '../../sql/dialect';
import { bind, comment, constant, type Fragment, join, name, render, sql } from '../../sql/fragment';
import { nowOf, versionColumn } from '../compile/customer-attributes';
import { factMembers, factWithVersion } from '../compile/fact-members';
import { compileFilter } from '../compile/filter';
import { grainOf, keyName, positions } from '../compile/output';
import { journeySteps, timeName } from './funnel-journey';
import type { FunnelQuery } from './funnel-question';

/** Measures of a slice: the customers who reached each stage and, after the first, median and 90th percentile of the microseconds since the stage before. */
export function compileFunnel(query: FunnelQuery, dialect: Dialect): CompiledQuery {
  const { slice, stages } = query;
  const times = stages.map((_, index) => name(timeName(index)));
  const measures = stages.flatMap((stage, index) => {
    const count = { measure: `${stage} reached`, value: sql`count(coalesce(${join(times.slice(index), ', ')}))` };
    if (index === 0) return [count];
    const [before, own] = [times[index - 1]!, times[index]!];
    const since = sql`CASE WHEN ${own} >= ${before} THEN ${dialect.elapsedMicroseconds(before, own)} END`;
    return [
      count,
      { measure: `${stage} median`, value: dialect.percentile(since, 0.5) },
      { measure: `${stage} p90`, value: dialect.percentile(since, 0.9) },
    ];
  });
  const keys = slice.by.map((_, index) => name(keyName(index)));
  const output = [
    sql`${constant(0)} AS bucket`,
    ...keys,
    ...measures.map(({ value }, index) => sql`${value} AS ${name(`m${index}`)}`),
  ];
  const placed = slice.by.length > 0 || slice.filter !== null;
  const { text, parameters } =
    render(sql`WITH ${join([...journeySteps(query, placed), entrants(query, dialect)], ',\n')}
${comment('what the stages of every slice come to')}SELECT ${join(output, ', ')}
FROM entrant
GROUP BY ${positions(1 + keys.length)}`);
  return {
    sql: text,
    parameters,
    columns: { keys: keys.length, measures: measures.map(({ measure }) => measure) },
    tables: ['fact_interaction', 'fact_transaction', 'dim_customer'],
  };
}

function entrants(query: FunnelQuery, dialect: Dialect): Fragment {
  const { slice, stages, windowDays, matureOnly } = query;
  const own = (column: string): Fragment => name('fact', column);
  const entry = own(timeName(0));
  const place = factWithVersion(slice, dialect, entry);
  const { member } = factMembers(place);
  const window = windowDays === null ? null : bind(windowDays * microsecondsPerDay, 'bigint');
  const times = stages.slice(1).map((_, index) => {
    const time = own(timeName(index + 1));
    const within = window === null ? sql`` : sql` AND ${dialect.elapsedMicroseconds(entry, time)} <= ${window}`;
    return sql`CASE WHEN ${time} >= ${entry}${within} THEN ${time} END AS ${name(timeName(index + 1))}`;
  });
  const [, ...keys] = grainOf(
    constant(0),
    slice.by.map(({ id }) => member(id)),
  );
  const conditions = [
    sql`${entry} >= ${bind(slice.whole.startsAt, 'timestamptz')}`,
    sql`${entry} < ${bind(slice.whole.endsAt, 'timestamptz')}`,
    sql`(fact.first_purchase_at IS NULL OR ${entry} <= fact.first_purchase_at)`,
    ...(matureOnly && window !== null ? [sql`${dialect.elapsedMicroseconds(entry, nowOf(slice))} >= ${window}`] : []),
    ...(slice.filter === null
      ? []
      : [
          compileFilter(slice.filter, {
            dialect,
            member,
            tags: () => versionColumn(place, 'tags'),
            customerNo: () => place.customerNo,
          }),
        ]),
  ];
  return sql`${comment('who enters in the period, with the stage times that count')}entrant AS (
  SELECT ${join([...keys, sql`${entry} AS ${name(timeName(0))}`, ...times], ', ')}
  FROM journey AS fact${place.joins.render()}
  WHERE ${join(conditions, ' AND ')}
)`;
}
