// Runs planned statements on one view of the data: the rows of each, or TOO_MANY_GROUPS with their number. What adds up from
// another is added up.
import type { EngineSession } from '../../engine/engine';
import { UserError } from '../../errors';
import type { CompiledQuery, MeasureRow } from '../../sql/compiled-query';
import { compileStatement } from '../compile/statement';
import type { Level, PlannedStatement } from '../plan/query-plan';
import { mostGroups } from '../question/metric-query';
import type { Scope } from '../question/scope';
import { addUp } from './add-up';

/** A statement and what came of it. `groups`: how many rows there are, where those given are one page of them. */
export type Ran = {
  readonly compiled: CompiledQuery;
  readonly rows: readonly MeasureRow[];
  readonly groups?: number;
};

/** The same for a level: of the statement that it was planned with, or that it adds up from. */
export type Measured = Ran & { readonly level: Level };

/** Where statements run, and whose question they are of. */
export type View = { readonly session: EngineSession; readonly scope: Scope };

type Limits = {
  /** How many groups a statement may have. */
  readonly most?: number;
  /** What was measured before, by its statement: what adds up from it is not asked for. */
  readonly before?: ReadonlyMap<PlannedStatement, Ran>;
};

export async function measure(
  statements: readonly PlannedStatement[],
  { session, scope }: View,
  { most = mostGroups, before = new Map() }: Limits = {},
): Promise<readonly Measured[]> {
  const { dialect } = session;
  const asked = statements.filter((statement) => finerOf(statement) === undefined);
  const ran = await run(
    asked.map((statement) => compileStatement(statement, { scope, dialect })),
    session,
    most,
  );
  return statements.map((statement) => {
    const { level } = statement;
    const finer = finerOf(statement);
    const result = (finer && before.get(finer)) ?? ran[asked.indexOf(finer ?? statement)]!;
    const { compiled, rows } = result;
    if (finer === undefined) return { level, ...result };
    const columns = { ...compiled.columns, keys: level.by.length };
    return { level, compiled: { ...compiled, columns }, rows: addUp(rows, finer.level, level) };
  });
}

const finerOf = (statement: PlannedStatement): PlannedStatement | undefined =>
  statement.kind === 'rows' ? statement.finer : undefined;

/** Compiled statements side by side. */
export async function run(
  statements: readonly CompiledQuery[],
  session: EngineSession,
  most: number = mostGroups,
): Promise<readonly Ran[]> {
  const ran = await Promise.all(
    statements.map(async (compiled) => ranWith(compiled, await session.measure(compiled, most + 1))),
  );
  const beyond = ran.find(({ rows, groups }) => (groups ?? rows.length) > most);
  if (beyond !== undefined) {
    const groups = beyond.groups ?? (await session.count(beyond.compiled));
    throw new UserError('TOO_MANY_GROUPS', { groups, limit: most });
  }
  return ran;
}

function ranWith(compiled: CompiledQuery, rows: readonly MeasureRow[]): Ran {
  if (compiled.columns.counted !== true) return { compiled, rows };
  const groups = Number(rows[0]!.measures.at(-1));
  const page = rows.filter(({ bucket }) => bucket >= 0).map((row) => ({ ...row, measures: row.measures.slice(0, -1) }));
  return { compiled, rows: page, groups };
}
