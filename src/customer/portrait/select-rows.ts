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
  const names = statement.last.columns.map(({ name }) => name);
  const rows = await select(text, parameters);
  return rows.map((values) => Object.fromEntries(names.map((name, index) => [name, values[index]])) as Row);
}
