// The published figures as a page: a section for every scale that was measured, each with its own date and machine. A run
// replaces the section of its scale and leaves the others.
import { arch, cpus, totalmem } from 'node:os';
import { version as duckdbVersion } from '@duckdb/node-api';
import { type Figure, grouped } from '../figure';
import type { Timing } from './ask-standing';
import type { Measured } from './company-at-scale';
import type { Growth } from './ratios';
import { scales } from './sizes';

const head = `# Benchmarks

Written by \`npm run bench -- --scale 1m|5m|20m\`: the standing questions over HTTP, no answer remembered, by each engine of the product, beside the best SQL written by hand (\`test/bench/handwritten/duckdb\`) run straight in DuckDB on the same rows. All give the same rows; they take turns, and medians count. Ratios are what matters: milliseconds are those of one machine on one day.
`;

export type Report = {
  readonly measured: Measured;
  readonly growth: readonly Growth[];
  readonly figures: readonly Figure[];
  readonly machine: string;
  /** YYYY-MM-DD. */
  readonly date: string;
};

export function machineOf(postgresVersion: string): string {
  const [cpu] = cpus();
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GB of memory`;
  const processor = `${cpus().length} cores (${[cpu?.model.trim(), arch()].filter(Boolean).join(', ')})`;
  return `${processor}, ${memory}; Node ${process.versions.node}, PostgreSQL ${postgresVersion}, DuckDB ${duckdbVersion().replace(/^v/, '')}`;
}

const table = (rows: readonly (readonly string[])[]): string => {
  const [names, ...body] = rows;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(names!),
    `|${names!.map((_, column) => (column === 0 ? '---' : '---:')).join('|')}|`,
    ...body.map(line),
  ].join('\n');
};

const milliseconds = (taken: number): string => (taken < 100 ? taken.toFixed(1) : grouped(taken));

/** Pairs of sides whose ratio has a column. */
const compared = [
  ['postgres', 'columnar'],
  ['columnar', 'by hand'],
  ['postgres', 'by hand'],
] as const;

function timingTable(timings: readonly Timing[], sides: readonly string[]): string {
  const pairs = compared.filter((pair) => pair.every((side) => sides.includes(side)));
  return table([
    ['question', 'rows', ...sides.map((side) => `${side}, ms`), ...pairs.map((pair) => pair.join(' / '))],
    ...timings.map(({ question, rows, milliseconds: times }) => [
      question,
      grouped(rows),
      ...sides.map((side) => milliseconds(times[side]!)),
      ...pairs.map(([one, other]) => (times[one]! / times[other]!).toFixed(2)),
    ]),
  ]);
}

const growthTable = (growth: readonly Growth[], sides: readonly string[]): string =>
  table([
    ['question, times longer than at one million facts', ...sides],
    ...growth.map(({ question, times }) => [question, ...sides.map((side) => times[side]!.toFixed(1))]),
  ]);

const verdictOf = (met: boolean | null): string => (met === null ? '' : met ? 'met' : 'missed');

const figureTable = (figures: readonly Figure[]): string =>
  table([
    ['what', 'goal', 'figure', ''],
    ...figures.map(({ name, goal, figure, met }) => [name.trim(), goal, figure, verdictOf(met)]),
  ]);

const titleOf = (scale: string): string => `## ${scale}`;

export function section({ measured, growth, figures, machine, date }: Report): string {
  const { scale, transactions, interactions, sides, timings } = measured;
  const parts = [
    titleOf(scale),
    `${date}. ${grouped(transactions)} transactions and ${grouped(interactions)} interactions of six years. ${machine}.`,
    timingTable(timings, sides),
    ...(growth.length === 0 ? [] : [growthTable(growth, sides)]),
    figureTable(figures),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The page with this section in its place. */
export function withSection(page: string, scale: string, text: string): string {
  const found = new Map(
    page
      .split(/^(?=## )/m)
      .filter((part) => part.startsWith('## '))
      .map((part) => [part.slice(3, part.indexOf('\n')), `${part.trimEnd()}\n`]),
  );
  found.set(scale, text);
  return [head, ...scales.flatMap((each) => found.get(each) ?? [])].join('\n');
}
