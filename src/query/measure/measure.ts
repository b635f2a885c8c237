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

/** A statement and what came of it. */
export type Ran = { readonly compiled: CompiledQuery; readonly rows: readonly MeasureRow[] };

/** The same for a level: of the statement that it was planned with, or that it adds up from. */
export type Measured = Ran & { readonly level: Level };

/** Where statements run, and whose question they are of. */
export type View = { readonly session: EngineSession; readonly scope: Scope };

/** `most`: how many groups a statement may have. */
export async function measure(
  statements: readonly PlannedStatement[],
  { session, scope }: View,
  most: number = mostGroups,
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
    const { compiled, rows } = ran[asked.indexOf(finer ?? statement)]!;
    if (finer === undefined) return { level, compiled, rows };
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
  const groups = await Promise.all(statements.map((each) => session.measure(each, most + 1)));
  const beyond = groups.findIndex((rows) => rows.length > most);
  if (beyond >= 0)
    throw new UserError('TOO_MANY_GROUPS', { groups: await session.count(statements[beyond]!), limit: most });
  return statements.map((compiled, index) => ({ compiled, rows: groups[index]! }));
}
