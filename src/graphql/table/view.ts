// An answer as one table: the columns, and the cells in their order. Numbers are JSON numbers.
import { findMetric } from '../../metrics/catalog';
import { dimensionOf } from '../../model/dimensions';
import { collectFaults } from '../../model/faults';
import type { ComparisonAnswer, MetricsResult, MetricRow as RowAnswer } from '../../query/question/metrics-result';
import { type LabelLoader, labelledKeys, labelOf } from '../common/label-loader';
import type { CellValue } from '../common/scalars';

export type ColumnView = {
  readonly name: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly metric: string | null;
  readonly dimension: string | null;
  readonly compare: string | null;
  readonly unit: string | null;
  readonly cell: (row: RowAnswer) => CellValue | Promise<CellValue>;
};

export type TableView = Omit<MetricsResult, 'rows' | 'totals' | 'refused'> & {
  readonly columns: readonly ColumnView[];
  readonly data: readonly (readonly CellValue[])[];
  readonly totals: readonly (readonly CellValue[])[];
};

export type TableShape = {
  readonly metrics: readonly string[];
  readonly by: readonly string[];
  readonly grain: string | null;
  /** The names of the comparisons. */
  readonly compared: readonly string[];
  readonly labels: boolean;
  /** Some rows may stand for all members that top left out. */
  readonly others: boolean;
};

const none = { metric: null, dimension: null, compare: null, unit: null };

const periodColumn: ColumnView = {
  ...none,
  name: 'period',
  title: { en: 'Period', zh: '期间' },
  cell: (row) => (row.periodRolledUp ? null : row.period.start),
};

const levelColumn: ColumnView = {
  ...none,
  name: 'level',
  title: { en: 'Level', zh: '层级' },
  cell: (row) => row.level,
};

function dimensionColumns(id: string, labels: LabelLoader | null): readonly ColumnView[] {
  const { label } = dimensionOf(id);
  const member: ColumnView = {
    ...none,
    name: id,
    title: label,
    dimension: id,
    cell: (row) => row.keys.find(({ dimension }) => dimension === id)?.value ?? null,
  };
  if (labels === null) return [member];
  const named: ColumnView = {
    ...none,
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

function metricColumns(name: string, compared: readonly string[]): readonly ColumnView[] {
  const { id, label, unit } = findMetric(name)!;
  const value: ColumnView = {
    ...none,
    name: id,
    title: label,
    metric: name,
    unit,
    cell: (row) => row.values[name]?.value ?? null,
  };
  return [value, ...compared.flatMap((compare) => comparisonColumns(value, compare))];
}

/** The value of the other period, and how the metric changed against it. */
function comparisonColumns({ name, title, metric, unit }: ColumnView, compare: string): readonly ColumnView[] {
  const of = (part: 'value' | 'change' | 'changePercent') => (row: RowAnswer) => {
    const answer: ComparisonAnswer | undefined = row.values[metric!]?.comparisons[compare];
    return answer?.[part] ?? null;
  };
  const column = { ...none, metric, compare };
  return [
    {
      ...column,
      name: `${name}@${compare}`,
      title: { en: `${title.en} (${compare})`, zh: `${title.zh}（${compare}）` },
      unit,
      cell: of('value'),
    },
    {
      ...column,
      name: `${name}@${compare}.change`,
      title: { en: `${title.en}, change against ${compare}`, zh: `${title.zh}较${compare}变化` },
      unit,
      cell: of('change'),
    },
    {
      ...column,
      name: `${name}@${compare}.changePercent`,
      title: { en: `${title.en}, change in percent against ${compare}`, zh: `${title.zh}较${compare}变化率` },
      unit: 'PERCENT',
      cell: of('changePercent'),
    },
  ];
}

/** Labels are fetched together for the whole table; without them nothing is waited for. */
async function cells(
  rows: readonly RowAnswer[],
  columns: readonly ColumnView[],
): Promise<readonly (readonly CellValue[])[]> {
  const lines = rows.map((row) => columns.map(({ cell }) => cell(row)));
  if (!lines.some((line) => line.some((value) => value instanceof Promise))) return lines as CellValue[][];
  return Promise.all(lines.map((line) => Promise.all(line)));
}

/** Throws the refusal of every metric that cannot be sliced as asked: a table answers whole or not at all. */
export async function tableView(result: MetricsResult, shape: TableShape, labels: LabelLoader): Promise<TableView> {
  const faults = collectFaults();
  faults.each('metrics', shape.metrics, (name) => {
    const refusal = result.refused.get(name);
    if (refusal !== undefined) throw refusal;
  });
  faults.refuse();
  const columns = [
    ...(shape.grain === null ? [] : [periodColumn]),
    ...shape.by.flatMap((id) => dimensionColumns(id, shape.labels ? labels : null)),
    ...shape.metrics.flatMap((name) => metricColumns(name, shape.compared)),
    // Labels tell Other from facts without a member; where there are none, the level of the row does.
    ...(shape.others && !shape.labels ? [levelColumn] : []),
  ];
  const data = await cells(result.rows, columns);
  const totals = await cells(result.totals, columns);
  const levels = result.totals.map(({ level }) => level);
  return { ...result, columns, data, totals: totals.map((line, index) => [levels[index] ?? null, ...line]) };
}
