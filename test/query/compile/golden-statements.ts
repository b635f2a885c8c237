// The statements on the way to an answer, as both engines are given them, and the rows that each measures on the small company.
import type { Engine } from '../../../src/engine/engine';
import type { AnswerContext } from '../../../src/query/reading';
import { type CompiledQuery, type MeasureRow, measureRows } from '../../../src/sql/compiled-query';
import type { SmallCompany } from '../small-company';

/** Bucket, slice keys and measures. */
export type Row = readonly (string | number | null)[];

/** Their texts, for a snapshot. `rows`: of each statement in turn, the same on both engines. */
export async function textsOf(
  ask: (context: AnswerContext) => Promise<unknown>,
  company: SmallCompany,
  rows: readonly (readonly Row[])[],
): Promise<string> {
  const texts: CompiledQuery[][] = [];
  for (const context of company.contexts) {
    const compiled: CompiledQuery[] = [];
    const measured: (readonly Row[])[] = [];
    await ask({ ...context, engine: recording(context.engine, compiled, measured) });
    expect(measured).toEqual(rows.map((of) => [...of].sort(byText)));
    texts.push(compiled);
  }
  const [postgres = [], duckdb = []] = texts;
  return `\n${postgres.map((statement, place) => shown(statement, duckdb[place]!)).join('\n\n')}\n`;
}

/** Keeps what is measured, in the order in which it was asked for. */
const recording = (engine: Engine, compiled: CompiledQuery[], measured: (readonly Row[])[]): Engine => ({
  ...engine,
  read: (work) =>
    engine.read((session) =>
      work({
        ...session,
        measure: async (statement, limit) => {
          const place = compiled.push(statement) - 1;
          const rows = await session.measure(statement, limit);
          measured[place] = plain(measureRows(rows));
          return rows;
        },
      }),
    ),
});

const plain = (rows: readonly MeasureRow[]): readonly Row[] =>
  rows.map(({ bucket, keys, measures }) => [bucket, ...keys, ...measures.map(Number)]).sort(byText);

const byText = (left: Row, right: Row): number => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1);

/** Once where both engines are asked the same. */
function shown(postgres: CompiledQuery, duckdb: CompiledQuery): string {
  const [one, another] = [postgres, duckdb].map(
    ({ sql, parameters }) => `${sql}\nparameters: ${parameters.map((each) => JSON.stringify(each)).join(', ')}`,
  );
  return one === another ? `[both engines]\n${one}` : `[postgres]\n${one}\n\n[duckdb]\n${another}`;
}
