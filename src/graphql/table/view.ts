// An answer as one table: the columns, and the cells in their order.
import { dimensionOf } from '../../model/dimensions';
import { collectFaults } from '../../model/faults';
import type { MetricsResult, MetricRow as RowAnswer } from '../../query/question/metrics-result';
import { takeTurn, turnIsOver } from '../../turns';
import { type LabelLoader, labelledKeys, labelOf } from '../common/label-loader';
import { rowsInSlices } from '../common/rows-in-slices';
import type { CellValue } from '../common/scalars';
import { type ColumnView, plainColumn } from './column';
import { type MetricColumnsShape, metricColumns } from './metric-columns';

export type TableView = Omit<MetricsResult, 'rows' | 'totals' | 'refused'> & {
  readonly columns: readonly ColumnView[];
  readonly data: () => readonly (Line | Promise<Line>)[];
  readonly totals: readonly Line[];
};

type Line = readonly CellValue[];

export type TableShape = MetricColumnsShape & {
  readonly metrics: readonly string[];
  readonly by: readonly string[];
  readonly grain: string | null;
  readonly labels: boolean;
  /** Some rows may stand for all members that top left out. */
  readonly others: boolean;
};

const periodColumn: ColumnView = {
  ...plainColumn,
  name: 'period',
  title: { en: 'Period', zh: '期间' },
  type: 'DATE',
  cell: (row) => (row.periodRolledUp ? null : row.period.start),
};

const levelColumn: ColumnView = {
  ...plainColumn,
  name: 'level',
  title: { en: 'Level', zh: '层级' },
  cell: (row) => row.level,
};

function dimensionColumns(id: string, labels: LabelLoader | null): readonly ColumnView[] {
  const { label } = dimensionOf(id);
  const member: ColumnView = {
    ...plainColumn,
    name: id,
    title: label,
    dimension: id,
    cell: (row) => row.keys.find(({ dimension }) => dimension === id)?.value ?? null,
  };
  if (labels === null) return [member];
  const named: ColumnView = {
    ...plainColumn,
    name: `${id}.label`,
    title: { en: `${label.en} name`, zh: `${label.zh}名称` },
    dimension: id,
    cell: (row) => {
      const key = labelledKeys(row).find(({ dimension }) => dimension === id);
      return key === undefined ? null : labelOf(labels, key, 'EN');
    },
  };
  return [member, named];
}

/** Labels are fetched together, for as many rows as are gone through in one turn; without them nothing is waited for. */
async function cells(rows: readonly RowAnswer[], columns: readonly ColumnView[]): Promise<readonly Line[]> {
  const labels: Promise<void>[] = [];
  const lines: CellValue[][] = [];
  const lineOf = (row: RowAnswer): CellValue[] => {
    const line: CellValue[] = [];
    for (const { cell } of columns) {
      const place = line.length;
      const value = cell(row);
      line.push(value instanceof Promise ? null : value);
      if (!(value instanceof Promise)) continue;
      const labelled = value.then((label) => {
        line[place] = label;
      });
      // One that fails while others have their turn is told below.
      labelled.catch(() => undefined);
      labels.push(labelled);
    }
    return line;
  };
  let began = performance.now();
  for (const row of rows) {
    lines.push(lineOf(row));
    if (!turnIsOver(began)) continue;
    await takeTurn();
    began = performance.now();
  }
  await Promise.all(labels);
  return lines;
}

/** Throws the refusal of every metric that cannot be sliced as asked: a table answers whole or not at all. */
export async function tableView(
  result: MetricsResult,
  shape: TableShape,
  labels: LabelLoader,
  gone: AbortSignal,
): Promise<TableView> {
  const faults = collectFaults();
  faults.each('metrics', shape.metrics, (name) => {
    const refusal = result.refused.get(name);
    if (refusal !== undefined) throw refusal;
  });
  faults.refuse();
  const columns = [
    ...(shape.grain === null ? [] : [periodColumn]),
    ...shape.by.flatMap((id) => dimensionColumns(id, shape.labels ? labels : null)),
    ...shape.metrics.flatMap((name) => metricColumns(name, shape)),
    // Labels tell Other from facts without a member; where there are none, the level of the row does.
    ...(shape.others && !shape.labels ? [levelColumn] : []),
  ];
  const data = await cells(result.rows, columns);
  const totals = await cells(result.totals, columns);
  const levels = result.totals.map(({ level }) => level);
  return {
    ...result,
    columns,
    data: () => rowsInSlices(data, (line) => line, gone),
    totals: totals.map((line, index) => [levels[index] ?? null, ...line]),
  };
}
