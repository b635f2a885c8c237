// A funnel as one statement: the journeys that begin in the period, their stage times from the entry on, and what they come
// to in every slice. A customer is placed by the fact that gave it the first stage.
import { microsecondsPerDay } from '../../model/day-length';
import type { CompiledQuery } from '../../sql/compiled-query';
import { bind, constant, join, name, sql } from '../../sql/fragment';
import type { Step } from '../../sql/select';
import type { Compilation } from '../compile/compilation';
import { nowOf } from '../compile/customer-attributes';
import { factMembers, factWithVersion } from '../compile/fact-members';
import { compile, grainOf, measureName } from '../compile/output';
import { keyName, memberColumns } from '../compile/slice-keys';
import { journeySteps } from './funnel-journey';
import type { FunnelQuery } from './funnel-question';
import { timeName } from './stage-rows';

/** Measures of a slice: the customers who reached each stage and, after the first, median and 90th percentile of the microseconds since the stage before. */
export function compileFunnel(query: FunnelQuery, compilation: Compilation): CompiledQuery {
  const { stages } = query;
  const { scope, dialect } = compilation;
  const times = stages.map((stage) => name(timeName(stage)));
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
  const keys = scope.by.map((dimension) => ({ name: keyName(dimension), value: name(keyName(dimension)) }));
  const placed = keys.length > 0 || scope.filter !== null;
  return compile({
    statement: {
      steps: [...journeySteps(query, placed, compilation), entrants(query, compilation)],
      words: 'what the stages of every slice come to',
      last: {
        columns: [
          ...grainOf(constant(0), keys),
          ...measures.map(({ value }, index) => ({ name: measureName(index), value })),
        ],
        from: sql`entrant`,
        groupBy: 1 + keys.length,
      },
    },
    columns: { keys: keys.length, measures: measures.map(({ measure }) => measure) },
  });
}

function entrants({ stages, windowDays, matureOnly }: FunnelQuery, compilation: Compilation): Step {
  const { scope, dialect } = compilation;
  const own = (stage: string) => name('fact', timeName(stage));
  const [first, ...later] = stages;
  const entry = own(first!);
  const place = factWithVersion(compilation, entry);
  const { member, filter } = factMembers(place);
  const window = windowDays === null ? null : bind(windowDays * microsecondsPerDay, 'bigint');
  const times = later.map((stage) => {
    const time = own(stage);
    const within = window === null ? sql`` : sql` AND ${dialect.elapsedMicroseconds(entry, time)} <= ${window}`;
    return { name: timeName(stage), value: sql`CASE WHEN ${time} >= ${entry}${within} THEN ${time} END` };
  });
  const keys = memberColumns(scope.by, member);
  const conditions = [
    sql`${entry} >= ${bind(scope.whole.startsAt, 'timestamptz')}`,
    sql`${entry} < ${bind(scope.whole.endsAt, 'timestamptz')}`,
    sql`(fact.first_purchase_at IS NULL OR ${entry} <= fact.first_purchase_at)`,
    ...(matureOnly && window !== null ? [sql`${dialect.elapsedMicroseconds(entry, nowOf(scope))} >= ${window}`] : []),
    ...filter(),
  ];
  return {
    words: 'who enters in the period, with the stage times that count',
    name: 'entrant',
    of: [
      {
        columns: [...keys, { name: timeName(first!), value: entry }, ...times],
        from: sql`journey AS fact`,
        joins: place.joins.list(),
        where: conditions,
      },
    ],
  };
}
