// The defects of a single row that readers and mappings find: code and sentence. A defect never stops a load;
// the row goes to quarantine with both.

export const longestRow = 1_000_000;
const longestRaw = 10_000;

/** Stands in decoded text where bytes were not valid: a lone surrogate, which no valid text holds. */
export const invalidMarker = '\uDFFF';

export type RowProblem = {
  readonly kind: 'problem';
  readonly column: string | null;
  readonly code: string;
  readonly message: string;
};

export function rowProblem(code: string, message: string, column: string | null = null): RowProblem {
  return { kind: 'problem', column, code, message };
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

export const rowProblems = {
  shortRow: (cells: number, width: number) =>
    rowProblem('SHORT_ROW', `The row has ${counted(cells, 'cell')} where the header has ${width}.`),
  longRow: (cells: number, width: number) =>
    rowProblem('LONG_ROW', `The row has ${counted(cells, 'cell')} where the header has ${width}.`),
  unclosedQuote: () =>
    rowProblem('UNCLOSED_QUOTE', 'A quote opens in this line and is not closed; reading went on with the next line.'),
  strayQuote: () =>
    rowProblem(
      'STRAY_QUOTE',
      'Text follows a closing quote. A cell that holds quotes is wrapped in quotes, and each quote in it is doubled.',
    ),
  rowTooLong: () => rowProblem('ROW_TOO_LONG', `The row is longer than ${longestRow} characters.`),
  nulCharacter: (column: string | null = null) => rowProblem('NUL_CHARACTER', 'The row holds a NUL character.', column),
  invalidEncoding: (encoding: string) =>
    encoding === 'utf8'
      ? rowProblem('INVALID_UTF8', 'The row holds bytes that are not UTF-8.')
      : rowProblem('INVALID_ENCODING', `The row holds bytes that are not ${encoding}.`),
  loneSurrogate: (column: string) =>
    rowProblem('INVALID_UTF8', 'The cell holds half a surrogate pair, which is not a character.', column),
} as const;

/** The raw text of a rejected row as quarantine can keep it: storable characters only, cut when very long. */
export function storableRaw(raw: string): string {
  const cut = raw.length > longestRaw ? `${raw.slice(0, longestRaw)} ... (${raw.length} characters)` : raw;
  return cut.replaceAll('\0', '\u2400').replace(/\p{Surrogate}/gu, '\uFFFD');
}
