// The members of a dimension with what stands behind each: customers on file where dimension and filter are customer
// attributes, else facts (interactions and transaction lines). Without a filter every channel, product and agent on file is
// a member, also without a fact. Searched by member or label, most frequent first, in pages.
import { createHash } from 'node:crypto';
import { UserError } from '../../errors';
import type { RowsMeasure } from '../../metrics/measure';
import { customerDimensions, type DimensionDefinition, dimensionOf } from '../../model/dimensions';
import { families } from '../../model/families';
import { dimensionsOfFilter } from '../../model/filters';
import { segmentsBehind, segmentsFor } from '../../model/segment';
import type { CompiledQuery } from '../../sql/compiled-query';
import { bind, type Fragment, join, type ParameterValue, render, sql } from '../../sql/fragment';
import type { AnswerContext } from '../answer';
import { compileStatement } from '../compile/statement';
import { judgeConditions } from '../conditions/conditions';
import type { Level, PlannedStatement } from '../plan/plan';
import { offsetOf, writeCursor } from '../question/cursor';
import { type MetricQuery, mostRows, parseQuestion, type Segments } from '../question/metric-query';
import type { FilterInput } from '../question/metric-question';
import type { MetricsResult } from '../question/metrics-result';
import { countedFamilies, membersOnFile, namesOf } from './members';

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
    throw new UserError('INVALID_ARGUMENT', {
      argument: 'first',
      problem: `${first} members cannot be asked for`,
      hint: `Give a whole number from 1 to ${mostRows}, and page with after.`,
    });
  if (question.search?.includes('\0'))
    throw new UserError('INVALID_ARGUMENT', {
      argument: 'search',
      problem: 'it holds a NUL character',
      hint: 'No member has one.',
    });
  const dimension = dimensionOf(question.dimension);
  const segments = await segmentsFor(question.where, context.segments);
  const query = wholeHistory(question, context, segments);
  const hash = hashOf(question, segments);
  const cursor = question.after == null ? null : offsetOf(question.after, hash);
  const offset = cursor?.offset ?? 0;
  const statements = countStatements(dimension, query);
  return context.engine.read(async (session) => {
    const { dialect } = context.engine;
    const filter = query.filter && (await judgeConditions(query.filter, { query, segments, session, dialect }));
    const counts = statements.map((each) => compileStatement(each, { ...query, filter }, dialect));
    const asked = { search: question.search, filtered: query.filter !== null };
    const page = listing(dimension, asked, counts, { limit: first + 1, offset }, context);
    const dataVersion = session.dataVersion;
    if (cursor !== null && cursor.dataVersion !== dataVersion)
      throw new UserError('CURSOR_EXPIRED', { issued: cursor.dataVersion, current: dataVersion });
    const rows = await session.select(page.text, page.parameters);
    const nodes = rows
      .slice(0, first)
      .map(([value, count]) => ({ value: value as string | null, count: Number(count) }));
    const endCursor = nodes.length === 0 ? null : writeCursor({ hash, dataVersion, offset: offset + nodes.length });
    return { nodes, pageInfo: { hasNextPage: rows.length > first, endCursor } };
  });
}

/** The question as one about all time until now, so that its filter and its dimension compile as everywhere else. */
function wholeHistory(
  { dimension, where }: DimensionValuesQuestion,
  { settings, now }: AnswerContext,
  segments: Segments,
): MetricQuery {
  const at = now();
  const today = at.toZonedDateTimeISO(settings.timeZone).toPlainDate().toString();
  const metrics = ['CUSTOMERS_ON_FILE'];
  return parseQuestion(
    { metrics, period: { from: '1970-01-01', to: today }, by: [dimension], where },
    settings,
    at,
    segments,
  );
}

function countStatements(dimension: DimensionDefinition, query: MetricQuery): readonly PlannedStatement[] {
  const level: Level = {
    name: 'members',
    by: query.by,
    buckets: [query.whole],
    roles: [{ series: null, position: 'whole' }],
    top: null,
  };
  const used = [dimension.id, ...dimensionsOfFilter(query.filter)];
  if (used.every((id) => customerDimensions.includes(id)))
    return [
      {
        kind: 'population',
        level,
        measures: [{ kind: 'population', state: 'onFile', at: 'end', aggregate: { kind: 'count' } }],
      },
    ];
  const judged = countedFamilies.filter((family) =>
    used.every((id) => customerDimensions.includes(id) || families[family].dimensions.includes(id)),
  );
  if (judged.length === 0)
    throw new UserError('INVALID_FILTER', {
      path: 'where',
      problem: `no fact has ${[...new Set(used)].join(' and ')} at once`,
      hint: `Filter ${dimension.id} by customer attributes or by dimensions of the same facts.`,
    });
  return judged.map((family) => {
    const measure: RowsMeasure = { kind: 'rows', family, aggregate: { kind: 'count' } };
    return { kind: 'rows', level, measures: [measure] };
  });
}

type Page = { readonly limit: number; readonly offset: number };
type Statement = { readonly text: string; readonly parameters: readonly ParameterValue[] };

function listing(
  dimension: DimensionDefinition,
  { search, filtered }: { readonly search?: string | null; readonly filtered: boolean },
  counts: readonly CompiledQuery[],
  { limit, offset }: Page,
  { engine }: AnswerContext,
): Statement {
  const onFile = filtered ? null : membersOnFile(dimension);
  const names = namesOf(dimension);
  const found = search == null || search.trim() === '' ? sql`` : searched(dimension, search.trim(), names !== null);
  const order = dimension.order === 'number' ? sql`CAST(member AS integer)` : engine.dialect.byCodePoint(sql`member`);
  const joined = names === null ? sql`` : sql` LEFT JOIN (${names}) AS named USING (member)`;
  const tail = sql`${onFile === null ? sql`` : sql`\nUNION ALL\nSELECT member, 0 AS facts FROM (${onFile}) AS on_file`}
), members AS (
  SELECT member, sum(facts) AS facts FROM counted GROUP BY member
)
SELECT member, facts FROM members${joined}${found}
ORDER BY facts DESC, ${order} NULLS LAST
LIMIT ${bind(limit, 'integer')} OFFSET ${bind(offset, 'integer')}`;
  const parts = counts.map(({ sql: text, parameters }) => ({
    text: `SELECT k0 AS member, m0 AS facts FROM (\n${text}\n) AS one`,
    parameters,
  }));
  const heads = stacked(parts, '\nUNION ALL\n');
  return stacked([{ ...heads, text: `WITH counted AS (\n${heads.text}` }, render(tail)], '');
}

/** Statements one after the other, with their parameters numbered on. */
function stacked(statements: readonly Statement[], separator: string): Statement {
  const parameters: ParameterValue[] = [];
  const texts = statements.map((statement) => {
    const before = parameters.length;
    parameters.push(...statement.parameters);
    return statement.text.replace(/\$(\d+)/g, (_, position: string) => `$${Number(position) + before}`);
  });
  return { text: texts.join(separator), parameters };
}

/** By a part of the member, of its name, or of its label in either language. */
function searched(dimension: DimensionDefinition, search: string, hasNames: boolean): Fragment {
  const text = bind(search, 'text');
  const holds = (column: Fragment): Fragment => sql`strpos(lower(${column}), lower(${text})) > 0`;
  const wanted = search.toLowerCase();
  const labelled = Object.entries(dimension.memberLabels ?? {})
    .filter(([, { en, zh }]) => en.toLowerCase().includes(wanted) || zh.includes(wanted))
    .map(([member]) => sql`member = ${bind(member, 'text')}`);
  const named = hasNames ? [holds(sql`named.name`)] : [];
  return sql`\nWHERE ${join([holds(sql`member`), ...named, ...labelled], ' OR ')}`;
}

function hashOf({ dimension, search, where }: DimensionValuesQuestion, segments: Segments): string {
  const saved = segmentsBehind(where, segments);
  const asked = JSON.stringify(['members', dimension, search ?? null, where ?? null, saved]);
  return createHash('sha256').update(asked).digest('base64url').slice(0, 16);
}
