// What came of the changes that were tried, as the table and the line that are printed.
import { type Change, describeChange } from './change';

export type Verdict =
  | { readonly kind: 'caught'; readonly by: string }
  | { readonly kind: 'notCaught' }
  /** It did not fit, did not compile, or crashed the tests: it says nothing about them. */
  | { readonly kind: 'unfit'; readonly problem: string };

export type Tried = { readonly change: Change; readonly verdict: Verdict; readonly seconds: number };

export const inWords = (verdict: Verdict): string => {
  switch (verdict.kind) {
    case 'caught':
      return verdict.by.replace(/^test\//, '');
    case 'notCaught':
      return 'NOT CAUGHT';
    case 'unfit':
      return `UNFIT: ${verdict.problem}`;
    default:
      return verdict satisfies never;
  }
};

const shortened = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

/** kind, file, change, caught by, seconds. */
export function renderTable(tried: readonly Tried[]): string {
  const rows = [
    ['kind', 'file', 'change', 'caught by', 'seconds'],
    ...tried.map(({ change, verdict, seconds }) => [
      change.kind,
      change.file.replace(/^src\//, ''),
      change.title,
      shortened(inWords(verdict), 90),
      seconds.toFixed(1),
    ]),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd();
  const [head, ...body] = rows;
  return [line(head!), widths.map((width) => '-'.repeat(width)).join('  '), ...body.map(line)].join('\n');
}

export function renderSummary(tried: readonly Tried[]): string {
  const of = (kind: Verdict['kind']) => tried.filter(({ verdict }) => verdict.kind === kind);
  const files = new Set(tried.map(({ change }) => change.file)).size;
  const unfit = of('unfit').map(({ change, verdict }) => `${describeChange(change)}: ${inWords(verdict)}`);
  return [
    ...unfit,
    `${of('caught').length} of ${tried.length} changes caught, in ${files} files${unfit.length === 0 ? '' : `; ${unfit.length} unfit`}`,
  ].join('\n');
}
