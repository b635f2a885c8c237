// What a load would do, found by doing it: the same steps in a transaction that is rolled back in the end. Only what is derived
// from facts is left out, which nothing of the answer rests on.

import type { Warehouse } from '../warehouse/warehouse';
import { columnNames } from './format/load-format';
import type { LoadTable } from './format/source-row';
import { delivered, type LoadOptions, putOnRecord, takeIn } from './load';
import type { Merge } from './merge/context';
import type { PassedOver } from './read/passed-over';
import type { DryRunReport, ExampleRow, QuarantineReason } from './report/dry-run-report';
import type { LoadSession } from './session/session';
import { stagedTable } from './stage/staged-tables';

const examplesOfSource = 3;

/** Stores nothing. A simulated company counts as removed. Throws what the load would throw. */
export const dryRun = (
  warehouse: Warehouse,
  options: LoadOptions,
): Promise<DryRunReport & { readonly passedOver: readonly PassedOver[] }> =>
  delivered(warehouse, options, 'ROLLBACK', async (session, files, delivery, startedAt) => {
    let examples: readonly ExampleRow[] = [];
    const taken = await takeIn(session, files, delivery, { ...options, replaceSample: true }, async (judged) => {
      examples = await firstRows(judged);
    });
    const report = await putOnRecord(taken, delivery, options, startedAt);
    return { ...report, reasons: await reasonsOf(session, report.loadId), examples };
  });

async function firstRows({ session, staged }: Merge): Promise<readonly ExampleRow[]> {
  const examples: ExampleRow[] = [];
  for (const { number, table, file } of staged.sources) {
    const rows = await session.rows<{ line: number; values: Record<string, unknown> }>(
      `SELECT s.line, jsonb_strip_nulls(to_jsonb(s) - '{group_no,source_no,line}'::text[]) AS values
       FROM ${stagedTable(table)} AS s WHERE s.source_no = ${number} ORDER BY s.line LIMIT ${examplesOfSource}`,
    );
    examples.push(...rows.map(({ line, values }) => ({ table, file, line, values: inOrder(table, values) })));
  }
  return examples;
}

/** In the order of the load format. */
const inOrder = (table: LoadTable, values: Readonly<Record<string, unknown>>): ExampleRow['values'] =>
  Object.fromEntries(columnNames(table).flatMap((name) => (name in values ? [[name, values[name]]] : [])));

async function reasonsOf({ rows }: LoadSession, loadId: number): Promise<readonly QuarantineReason[]> {
  return rows<QuarantineReason>(
    `SELECT file, target_table AS "table", column_name AS "column", code, count(*) AS rows, min(line) AS line,
       (array_agg(message ORDER BY line))[1] AS message
     FROM load_rejection WHERE load_id = $1 GROUP BY 1, 2, 3, 4 ORDER BY count(*) DESC, file, "table", line`,
    [loadId],
  );
}
