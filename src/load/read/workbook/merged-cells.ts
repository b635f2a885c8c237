// Gives every cell of a merged range the value of its first one, row by row: a range is known from its first row on.
import type { MergedRange, SheetCell, SheetRow } from './sheet-rows';

type OpenRange = { readonly range: MergedRange; readonly value: SheetCell };

export function mergedFiller(ranges: readonly MergedRange[]): (row: SheetRow) => void {
  const waiting = [...ranges].sort((left, right) => left.firstRow - right.firstRow);
  let next = 0;
  let open: OpenRange[] = [];
  return ({ line, cells }) => {
    open = open.filter(({ range }) => range.lastRow >= line);
    for (; next < waiting.length && waiting[next]!.firstRow <= line; next++) {
      const range = waiting[next]!;
      // Of a range whose first row holds nothing, nothing is given.
      if (range.firstRow === line) open.push({ range, value: cells[range.firstColumn] ?? null });
    }
    for (const { range, value } of open) {
      if (value === null) continue;
      while (cells.length <= range.lastColumn) cells.push(null);
      cells.fill(value, range.firstColumn, range.lastColumn + 1);
    }
  };
}
