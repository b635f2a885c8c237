// One table as CSV: the question gets what a CSV needs beside its own selection, and the answer becomes text. A cut answer
// is never silent.

import { csvText } from '../csv-text';
import { UserError } from '../errors';
import type { CellValue } from '../graphql/common/scalars';
import { extendDocument } from './extended-document';

const added =
  'csv: columns { name } csvRows: data csvTotals: totals csvPage: pageInfo { hasNextPage } csvCount: groupCount';

type Lines = readonly (readonly CellValue[])[];
type TableAnswer = {
  readonly csv: readonly { readonly name: string }[];
  readonly csvRows: Lines;
  readonly csvTotals: Lines;
  readonly csvPage: { readonly hasNextPage: boolean };
  readonly csvCount: number;
};

const refuse = (problem: string): UserError =>
  new UserError('INVALID_ARGUMENT', {
    argument: '--format',
    problem,
    hint: 'Ask one table, or take --format json.',
  });

/** The document to execute. One that does not fit the schema stays as it is: executing it tells why. */
export function csvQuestion(text: string): string {
  const document = extendDocument(text, { table: added });
  if (document === undefined) return text;
  const { roots, changesData } = document;
  if (changesData) throw refuse('csv is the answer to one table, and this is a mutation');
  if (roots.length !== 1 || roots[0] !== 'table')
    throw refuse(`csv is the answer to one table, and this asks ${roots.join(', ')}`);
  return document.text;
}

/** `remark`: what a reader of the CSV alone would not know. */
export function csvOfTable(
  data: Readonly<Record<string, unknown>>,
  totals: boolean,
): { readonly csv: string; readonly remark?: string } {
  const [answer] = Object.values(data) as (TableAnswer | undefined)[];
  if (answer === undefined) throw refuse('the question leaves its table out');
  const { csv: columns, csvRows, csvTotals, csvPage, csvCount } = answer;
  const names = columns.map(({ name }) => name);
  const csv = totals
    ? csvText({ header: ['level', ...names], lines: [...csvRows.map((line) => [null, ...line]), ...csvTotals] })
    : csvText({ header: names, lines: csvRows });
  if (!csvPage.hasNextPage) return { csv };
  return {
    csv,
    remark: `These are ${csvRows.length} of ${csvCount} rows: a larger \`first\`, or \`after\` with the endCursor of this page, gives the others.`,
  };
}
