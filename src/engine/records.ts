// Rows as objects on an engine's view: for what the warehouse keeps beside the star (segments, targets, loads). Instants and
// days come as text.
import type { ParameterValue } from '../sql/fragment';
import type { Queryable } from '../warehouse/queryable';
import type { Engine } from './engine';

export const recordsOn = (engine: Engine): Queryable => ({
  query: <Row extends object>(text: string, values: readonly unknown[] = []) =>
    engine.read(async ({ select }) => {
      const rows = await select({
        text: `SELECT to_jsonb(record) FROM (\n${text}\n) AS record`,
        parameters: values as readonly ParameterValue[],
        reads: [],
      });
      return { rows: rows.map(([record]) => record as Row) };
    }),
});
