// The rows of a statement as objects, by the names of its columns.
import type { EngineSession } from '../../engine/engine';
import { render } from '../../sql/fragment';
import { type Statement, writeStatement } from '../../sql/select';

/** `Row`: what the columns hold, under their names. */
export async function selectRows<Row extends object>(
  statement: Statement,
  { select }: Pick<EngineSession, 'select'>,
): Promise<readonly Row[]> {
  return named(statement, await select(render(writeStatement(statement))));
}

/** The same of a statement about a few customers, which takes longer to plan than to run. */
export async function selectRowsOften<Row extends object>(
  statement: Statement,
  { selectOften }: Pick<EngineSession, 'selectOften'>,
): Promise<readonly Row[]> {
  return named(statement, await selectOften(render(writeStatement(statement))));
}

/** The same of a small statement that many requests repeat, whose rows are remembered. */
export async function rememberRows<Row extends object>(
  statement: Statement,
  { selectRemembered }: Pick<EngineSession, 'selectRemembered'>,
): Promise<readonly Row[]> {
  return named(statement, await selectRemembered(render(writeStatement(statement))));
}

/** Each row begins as a copy of one shape: a hundred wide rows take a tenth of the time that entries of their own would. */
function named<Row extends object>({ last }: Statement, rows: readonly (readonly unknown[])[]): readonly Row[] {
  const names = last.columns.map(({ name }) => name);
  const shape = Object.fromEntries(names.map((name) => [name, null as unknown]));
  return rows.map((values) => {
    const row = { ...shape };
    for (const [index, name] of names.entries()) row[name] = values[index];
    return row as Row;
  });
}
