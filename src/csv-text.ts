// A table as CSV (RFC 4180): a header, CRLF after every line, quotes where a cell needs them. What is null is an empty
// cell; an empty text is "".

export type CsvCell = string | number | boolean | null;

export type CsvTable = {
  readonly header: readonly string[];
  readonly lines: readonly (readonly CsvCell[])[];
};

function cellText(value: CsvCell): string {
  if (value === null) return '';
  const text = String(value);
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvLine = (cells: readonly CsvCell[]): string => `${cells.map(cellText).join(',')}\r\n`;

export const csvText = ({ header, lines }: CsvTable): string => [header, ...lines].map(csvLine).join('');

/** A text that no spreadsheet takes for a formula: what could begin one has an apostrophe before it, unless it is a number. */
export const withoutFormula = (text: string): string =>
  /^[\s\u200b-\u200d\u2060\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) && !/^-\d+(\.\d+)?$/.test(text)
    ? `'${text}`
    : text;
