// Runs planned statements on one view of the data: the rows of each, or TOO_MANY_GROUPS with their number. What adds up from
// another is added up.
import type { EngineSession } from '../../engine/engine';
import { UserError } from '../../errors';
import { type CompiledQuery, type MeasureColumns, type MeasureRow, measureRows } from '../../sql/compiled-query';
import { inTurns, type Steps } from '../../turns';
import { compileStatement } from '../compile/statement';
import type { Level, PlannedStatement } from '../plan/query-plan';
import { mostGroups } from '../question/metric-query';
import type { Scope } from '../question/scope';
import { addUp } from './add-up';
import { refuseTooManyGroups } from './groups-bounded';

/** A statement that ran. */
export type Ran = { readonly compiled: CompiledQuery };

/** And what came of it. */
export type RanColumns = Ran & { readonly columns: MeasureColumns };
/** `groups`: how many rows there are, where those given are one page of them. */
export type RanRows = Ran & {
  readonly rows: readonly MeasureRow[];
  readonly groups?: number;
};

/** The same for a level: of the statement that it was planned with, or that it adds up from. */
export type Measured = RanRows & { readonly level: Level };

/** Where statements run, and whose question they are of. */
export type View = { readonly session: EngineSession; readonly scope: Scope };

type Limits = {
  /** How many groups a statement may have. */
  readonly most?: number;
  /** What was measured before, by its statement: what adds up from it is not asked for. */
  readonly before?: ReadonlyMap<PlannedStatement, RanRows>;
};

export async function measure(
  statements: readonly PlannedStatement[],
  { session, scope }: View,
  { most = mostGroups, before = new Map() }: Limits = {},
): Promise<readonly Measured[]> {
  const { dialect } = session;
  const asked = statements.filter((statement) => finerOf(statement) === undefined);
  await refuseTooManyGroups(asked, { session, scope }, { most });
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
export const run = async (
  statements: readonly CompiledQuery[],
  session: EngineSession,
  most: number = mostGroups,
): Promise<readonly RanRows[]> => inTurns(mappedEach(await runColumns(statements, session, most)));

function* mappedEach(ran: readonly RanColumns[]): Steps<readonly RanRows[]> {
  const rows: RanRows[] = [];
  for (const each of ran) {
    rows.push(inRows(each));
    yield;
  }
  return rows;
}

/** The same, column by column. */
export async function runColumns(
  statements: readonly CompiledQuery[],
  session: EngineSession,
  most: number,
): Promise<readonly RanColumns[]> {
  const ran = await Promise.all(
    statements.map(async (compiled) => ({ compiled, columns: await session.measure(compiled, most + 1) })),
  );
  for (const each of ran) {
    const counted = groupsCounted(each);
    if ((counted ?? each.columns.rowCount) <= most) continue;
    throw new UserError('TOO_MANY_GROUPS', { groups: counted ?? (await session.count(each.compiled)), limit: most });
  }
  return ran;
}

/** How many rows there are, of a statement that gives a page of them. */
const groupsCounted = ({ compiled, columns: { measures } }: RanColumns): number | undefined =>
  compiled.columns.counted === true ? Number(measures.at(-1)![0]) : undefined;

function inRows(ran: RanColumns): RanRows {
  const { compiled, columns } = ran;
  const groups = groupsCounted(ran);
  if (groups === undefined) return { compiled, rows: measureRows(columns) };
  const page = measureRows({ ...columns, measures: columns.measures.slice(0, -1) }).filter(({ bucket }) => bucket >= 0);
  return { compiled, rows: page, groups };
}
