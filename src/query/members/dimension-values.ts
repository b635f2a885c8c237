// The members of a dimension with what stands behind each: customers on file where dimension and filter are customer
// attributes, else facts (interactions and transaction lines). Without a filter every channel, product and agent on file is
// a member, also without a fact. Searched by member or label, most frequent first, in pages.
import { createHash } from 'node:crypto';
import { UserError } from '../../errors';
import type { Measure } from '../../metrics/measure';
import { refuseArgument } from '../../model/choose-argument';
import { type DimensionDefinition, dimensionOf } from '../../model/dimensions';
import { families } from '../../model/families';
import { countedFamilies, customerDimensions, memberPlace } from '../../model/member-places';
import { segmentsBehind } from '../../model/segment';
import { bind, type Fragment, join, name, type RenderedSql, render, sql } from '../../sql/fragment';
import { nested, type Select, type Step, writeStatement } from '../../sql/select';
import type { Compilation } from '../compile/compilation';
import { measureName } from '../compile/output';
import { relation } from '../compile/relation';
import { keyName } from '../compile/slice-keys';
import { statementFor } from '../compile/statement';
import { statementsFor } from '../plan/plan';
import type { Level, PlannedStatement } from '../plan/query-plan';
import { offsetOf, writeCursor } from '../question/cursor';
import { mostRows } from '../question/metric-query';
import type { FilterInput } from '../question/metric-question';
import type { MetricsResult } from '../question/metrics-result';
import { dimensionsUsed, type Scope, scopeOfAllTime } from '../question/scope';
import { refuseSmallCounts } from '../question/small-groups';
import { type AnswerContext, arrive, read, tablesRead, versionRead } from '../reading';
import { namedFor, namesIn } from './labels';

export type DimensionValuesQuestion = {
  readonly dimension: string;
  readonly search?: string | null;
  readonly where?: FilterInput | null;
  readonly first?: number | null;
  readonly after?: string | null;
};

export type DimensionValues = {
  readonly nodes: readonly { readonly value: string | null; readonly count: number }[];
  readonly pageInfo: MetricsResult['pageInfo'];
};

/** Throws a UserError for a filter that cannot be judged where the dimension is, for a wrong page and for a stale cursor. */
export async function dimensionValues(
  question: DimensionValuesQuestion,
  context: AnswerContext,
): Promise<DimensionValues> {
  const first = question.first ?? 50;
  if (!Number.isInteger(first) || first < 1 || first > mostRows)
    refuseArgument(
      'first',
      `${first} members cannot be asked for`,
      `Give a whole number from 1 to ${mostRows}, and page with after.`,
    );
  if (question.search?.includes('\0')) refuseArgument('search', 'it holds a NUL character', 'No member has one.');
  const dimension = dimensionOf(question.dimension);
  const arrival = await arrive(question, context);
  const { segments } = arrival;
  const asked = scopeOfAllTime(arrival, { by: [dimension.id], where: question.where });
  const hash = hashOf(question, segmentsBehind(question.where, segments));
  const cursor = question.after == null ? null : offsetOf(question.after, hash);
  const offset = cursor?.offset ?? 0;
  const counts = countStatements(dimension, asked);
  return read(context, { scope: asked, segments }, async ({ session, scope, trail }) => {
    const { dialect } = session;
    const page = listing(
      dimension,
      { search: question.search, filtered: asked.filter !== null, named: namedFor(dimension.id, context) },
      counts,
      { limit: first + 1, offset },
      { scope, dialect },
    );
    const version = versionRead(session, [...tablesRead(trail), ...page.reads], cursor?.version ?? null);
    const rows = await session.select(page);
    const nodes = rows
      .slice(0, first)
      .map(([value, count]) => ({ value: value as string | null, count: Number(count) }));
    refuseSmallCounts(
      nodes.map(({ count }) => count),
      scope.fewestCustomers,
    );
    const endCursor = nodes.length === 0 ? null : writeCursor({ hash, version, offset: offset + nodes.length });
    return { nodes, pageInfo: { hasNextPage: rows.length > first, endCursor } };
  });
}

function countStatements(dimension: DimensionDefinition, scope: Scope): readonly PlannedStatement[] {
  const level: Level = {
    name: 'members',
    by: scope.by,
    buckets: [scope.whole],
    roles: [{ series: null, position: 'whole' }],
    top: null,
  };
  const count = { kind: 'count' } as const;
  const used = [...new Set(dimensionsUsed(scope).map(({ id }) => id))];
  const ofCustomer = (id: string): boolean => customerDimensions.includes(id);
  if (used.every(ofCustomer))
    return statementsFor(level, [{ kind: 'population', state: 'onFile', at: 'end', aggregate: count }]);
  const judged = countedFamilies.filter((family) =>
    used.every((id) => ofCustomer(id) || families[family].dimensions.includes(id)),
  );
  if (judged.length === 0)
    throw new UserError('INVALID_FILTER', {
      path: 'where',
      problem: `no fact has ${used.join(' and ')} at once`,
      hint: `Filter ${dimension.id} by customer attributes or by dimensions of the same facts.`,
    });
  return statementsFor(
    level,
    judged.map((family): Measure => ({ kind: 'rows', family, aggregate: count })),
  );
}

type Searched = {
  readonly search?: string | null;
  readonly filtered: boolean;
  readonly named: ReturnType<typeof namedFor>;
};

type Page = { readonly limit: number; readonly offset: number };

function listing(
  dimension: DimensionDefinition,
  { search, filtered, named }: Searched,
  counts: readonly PlannedStatement[],
  { limit, offset }: Page,
  compilation: Compilation,
): RenderedSql {
  const { onFile } = memberPlace(dimension);
  const standing = filtered ? null : onFile;
  const order =
    dimension.order === 'number' ? sql`CAST(member AS integer)` : compilation.dialect.byCodePoint(sql`member`);
  const text = search?.trim() ?? '';
  const counted: readonly Select[] = [
    ...counts.map((planned): Select => {
      const { statement } = statementFor(planned, compilation);
      return {
        columns: [
          { name: 'member', value: name(keyName(dimension)) },
          { name: 'facts', value: name(measureName(0)) },
        ],
        from: sql`${nested(writeStatement(statement))} AS counted`,
      };
    }),
    ...(standing === null ? [] : [membersStanding(standing, compilation)]),
  ];
  return render(
    writeStatement({
      steps: [
        { words: 'members with what stands behind them', name: 'found', of: counted as Step['of'] },
        {
          words: 'each once',
          name: 'member_found',
          of: [
            {
              columns: [
                { name: 'member', value: sql`member` },
                { name: 'facts', value: sql`sum(facts)` },
              ],
              from: sql`found`,
              groupBy: 1,
            },
          ],
        },
      ],
      words: 'the most frequent first',
      last: {
        columns: [
          { name: 'member', value: sql`member` },
          { name: 'facts', value: sql`facts` },
        ],
        from: sql`member_found`,
        joins: named === null ? [] : [sql`LEFT JOIN (${namesIn(named, compilation)}) AS named USING (member)`],
        where: text === '' ? [] : [searched(dimension, text, named !== null)],
        orderBy: [sql`facts DESC`, sql`${order} NULLS LAST`],
        limit: bind(limit, 'integer'),
        offset: bind(offset, 'integer'),
      },
    }),
  );
}

/** Members on file by themselves, with nothing behind them. */
const membersStanding = ({ table, column }: { table: string; column: string }, compilation: Compilation): Select => ({
  distinct: true,
  columns: [
    { name: 'member', value: name('known', column) },
    { name: 'facts', value: sql`0` },
  ],
  from: sql`${relation(table, compilation)} AS known`,
  where: [sql`${name('known', column)} IS NOT NULL`],
});

/** By a part of the member, of its name, or of its label in either language. */
function searched(dimension: DimensionDefinition, search: string, hasNames: boolean): Fragment {
  const text = bind(search, 'text');
  const holds = (column: Fragment): Fragment => sql`strpos(lower(${column}), lower(${text})) > 0`;
  const wanted = search.toLowerCase();
  const labelled = Object.entries(dimension.memberLabels ?? {})
    .filter(([, { en, zh }]) => en.toLowerCase().includes(wanted) || zh.includes(wanted))
    .map(([member]) => sql`member = ${bind(member, 'text')}`);
  const named = hasNames ? [holds(sql`named.name`)] : [];
  return sql`(${join([holds(sql`member`), ...named, ...labelled], ' OR ')})`;
}

function hashOf(
  { dimension, search, where }: DimensionValuesQuestion,
  saved: ReturnType<typeof segmentsBehind>,
): string {
  const asked = JSON.stringify(['members', dimension, search ?? null, where ?? null, saved]);
  return createHash('sha256').update(asked).digest('base64url').slice(0, 16);
}
