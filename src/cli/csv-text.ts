// A table as CSV (RFC 4180): a header, CRLF after every line, quotes where a cell needs them. What is null is an empty
// cell; an empty text is "".
import type { CellValue } from '../graphql/common/scalars';

export type CsvTable = {
  readonly header: readonly string[];
  readonly lines: readonly (readonly CellValue[])[];
};

function cellText(value: CellValue): string {
  if (value === null) return '';
  const text = String(value);
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const lineText = (cells: readonly CellValue[]): string => `${cells.map(cellText).join(',')}\r\n`;

export const csvText = ({ header, lines }: CsvTable): string => [header, ...lines].map(lineText).join('');
