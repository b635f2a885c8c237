// The rows of a statement as objects, by the names of its columns.
import type { EngineSession } from '../../engine/engine';
import { render } from '../../sql/fragment';
import { type Statement, writeStatement } from '../../sql/select';

/** `Row`: what the columns hold, under their names. */
export async function selectRows<Row extends object>(
  statement: Statement,
  { select }: Pick<EngineSession, 'select'>,
): Promise<readonly Row[]> {
  const { text, parameters } = render(writeStatement(statement));
  return named(statement, await select(text, parameters));
}

/** The same of a small statement that many requests repeat. */
export async function rememberRows<Row extends object>(
  statement: Statement,
  { selectRemembered }: Pick<EngineSession, 'selectRemembered'>,
): Promise<readonly Row[]> {
  return named(statement, await selectRemembered(render(writeStatement(statement))));
}

function named<Row extends object>({ last }: Statement, rows: readonly (readonly unknown[])[]): readonly Row[] {
  const names = last.columns.map(({ name }) => name);
  return rows.map((values) => Object.fromEntries(names.map((name, index) => [name, values[index]])) as Row);
}
