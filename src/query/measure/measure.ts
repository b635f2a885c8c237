// Runs planned statements on one view of the data: the rows of each, or TOO_MANY_GROUPS with their number.
import type { EngineSession } from '../../engine/engine';
import { UserError } from '../../errors';
import type { CompiledQuery, MeasureRow } from '../../sql/compiled-query';
import type { Dialect } from '../../sql/dialect';
import { compileStatement } from '../compile/statement';
import type { Level, PlannedStatement } from '../plan/plan';
import { type MetricQuery, mostGroups } from '../question/metric-query';

/** What came of one statement. */
export type Measured = {
  readonly level: Level;
  readonly compiled: CompiledQuery;
  readonly rows: readonly MeasureRow[];
};

/** `most`: how many groups a statement may have. */
export async function measure(
  statements: readonly PlannedStatement[],
  query: MetricQuery,
  session: EngineSession,
  dialect: Dialect,
  most: number = mostGroups,
): Promise<readonly Measured[]> {
  const compiled = statements.map((statement) => compileStatement(statement, query, dialect));
  const groups = await Promise.all(compiled.map((each) => session.measure(each, most + 1)));
  const beyond = groups.findIndex((rows) => rows.length > most);
  if (beyond >= 0)
    throw new UserError('TOO_MANY_GROUPS', { groups: await session.count(compiled[beyond]!), limit: most });
  return statements.map(({ level }, index) => ({ level, compiled: compiled[index]!, rows: groups[index]! }));
}
