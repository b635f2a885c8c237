// Rows as text for a terminal: columns side by side, numbers to the right.

import { printableInLine } from '../../printable';

export function textTable(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) =>
    row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en') : printableInLine(cell))),
  );
  const widths = header.map((title, index) => Math.max(title.length, ...cells.map((row) => row[index]!.length)));
  const isNumber = (index: number) => rows.length > 0 && rows.every((row) => typeof row[index] === 'number');
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => (isNumber(index) ? cell.padStart(widths[index]!) : cell.padEnd(widths[index]!)))
      .join('  ')
      .trimEnd();
  return [header, ...cells].map(line).join('\n');
}
