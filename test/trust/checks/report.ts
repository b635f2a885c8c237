// The table of a run as it is printed, and the page of published figures: a section for faults and one for security, a row
// for each check. A run replaces the rows it measured, and says on which day and of which version they are; it leaves the others.
import { type Check, type Checked, commandOf, type Kind } from './check';

const head = `# Trust

Written by \`npm run check:faults -- --record\` and \`npm run check:security -- --record\`. Each row is measured by tests, whose short form runs in \`npm test\`; the command beside it measures that row again. How they are made: \`docs/faults.md\`.
`;

export const titles: Readonly<Record<Kind, string>> = { faults: '## Reliability', security: '## Security' };

const plain = (text: string): string => text.replaceAll('`', '');
const width = (text: string): number => plain(text).length;

export function renderTable(checked: readonly Checked[]): string {
  const rows = [
    ['check', 'goal', 'seen', 'verdict'],
    ...checked.map(({ check, seen, verdict }) => [check.check, check.goal, seen, inCapitals(verdict)]),
  ].map((row) => row.map(plain));
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => width(row[column]!))));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd();
  const [names, ...body] = rows;
  return [line(names!), widths.map((each) => '-'.repeat(each)).join('  '), ...body.map(line)].join('\n');
}

const inCapitals = (verdict: string): string => (verdict === 'met' ? verdict : verdict.toUpperCase());

/** Which goals are missed, or not measured, a line each. */
export function renderMisses(checked: readonly Checked[]): string {
  const missed = checked.filter(({ verdict }) => verdict !== 'met');
  if (missed.length === 0) return `All ${checked.length} goals are met.`;
  return [
    `${missed.length} of ${checked.length} goals are not met:`,
    ...missed.map(({ check, seen, verdict }) => `  ${check.name}: ${verdict}: ${seen}`),
  ].join('\n');
}

/** `measured`: on which day, of which version. */
export type Recording = { readonly kind: Kind; readonly checked: readonly Checked[]; readonly measured: string };

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const columns = ['check', 'goal', 'seen', 'verdict', 'measured', 'command'];
const cellsOf = (row: string): readonly string[] => row.split(/(?<!\\)\|/).map((each) => each.trim());
const commandIn = (row: string): string => cellsOf(row).at(-2) ?? '';

function rowOf({ check, seen, verdict }: Checked, kind: Kind, measured: string): string {
  const cells = [check.check, check.goal, seen, verdict, measured, `\`${commandOf(kind, check)}\``];
  return `| ${cells.map(cell).join(' | ')} |`;
}

/** The rows of a section of the page, by their command. */
function rowsOf(page: string, kind: Kind): ReadonlyMap<string, string> {
  const section = page.split(/^(?=## )/m).find((part) => part.startsWith(`${titles[kind]}\n`)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith(`| ${columns[0]} |`));
  return new Map(rows.map((row) => [commandIn(row), row]));
}

/** The page with what was measured in its place. Checks that are no more are left out; those never measured say so. */
export function withRows(
  page: string,
  { kind, checked, measured }: Recording,
  checks: Readonly<Record<Kind, readonly Check[]>>,
): string {
  const sectionOf = (each: Kind): string => {
    const kept = rowsOf(page, each);
    const rows = checks[each].map((check) => {
      const now = each === kind ? checked.find((one) => one.check.name === check.name) : undefined;
      if (now !== undefined) return rowOf(now, each, measured);
      return kept.get(`\`${commandOf(each, check)}\``) ?? neverMeasured(check, each);
    });
    const names = [`| ${columns.join(' | ')} |`, `|${columns.map(() => '---').join('|')}|`];
    return `${[titles[each], '', ...names, ...rows].join('\n')}\n`;
  };
  return [head, sectionOf('faults'), sectionOf('security')].join('\n');
}

const neverMeasured = (check: Check, kind: Kind): string =>
  `| ${[check.check, check.goal, '', 'not measured', '', `\`${commandOf(kind, check)}\``].map(cell).join(' | ')} |`;
