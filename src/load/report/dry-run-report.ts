// What a load would do, as data and as text.
import type { LoadTable } from '../format/source-row';
import { alikeLines } from './alike-keys';
import { countsText, deletedLines, type LoadReport } from './load-report';
import { textTable } from './text-table';

/** Rows that would go to quarantine for one reason. */
export type QuarantineReason = {
  readonly file: string;
  readonly table: LoadTable;
  readonly column: string | null;
  readonly code: string;
  readonly rows: number;
  /** The first of them: its line and what is wrong with it. */
  readonly line: number;
  readonly message: string;
};

/** A row of the load format as it would be stored; what is empty is left out. */
export type ExampleRow = {
  readonly table: LoadTable;
  readonly file: string;
  readonly line: number;
  readonly values: Readonly<Record<string, unknown>>;
};

/** `loadId` and `changeId` are those that the load would have had. */
export type DryRunReport = LoadReport & {
  readonly reasons: readonly QuarantineReason[];
  /** At most three of each file in each table. */
  readonly examples: readonly ExampleRow[];
};

export function dryRunText(report: DryRunReport): string {
  const { counts, replaced, alike, reasons, examples } = report;
  const parts = ['Dry run: nothing was stored. The load would do this:', countsText(counts), ...deletedLines(report)];
  if (replaced.length > 0)
    parts.push('The simulated company would be removed first; the load asks for --replace-sample.');
  parts.push(...alikeLines(alike));
  if (reasons.length > 0) parts.push('', 'To quarantine would go:', reasonsText(reasons));
  if (examples.length > 0) parts.push('', 'Rows as they would be stored:', ...examples.map(exampleText));
  return parts.join('\n');
}

const reasonsText = (reasons: readonly QuarantineReason[]): string =>
  textTable(
    ['file', 'table', 'column', 'reason', 'rows', 'first'],
    reasons.map(({ file, table, column, code, rows, line, message }) => [
      file,
      table,
      column ?? '',
      code,
      rows,
      `line ${line.toLocaleString('en')}: ${message}`,
    ]),
  );

function exampleText({ table, file, line, values }: ExampleRow): string {
  const cells = Object.entries(values).map(
    ([name, value]) => `    ${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return [`  ${table} (${file} line ${line.toLocaleString('en')})`, ...cells].join('\n');
}
