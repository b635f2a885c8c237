// The columns of one metric: its value, its comparisons, and what `with` puts beside it, in this order.
import { Decimal } from 'decimal.js';
import { findMetric } from '../../metrics/catalog';
import type { MetricDefinition, Unit } from '../../metrics/metric';
import type { MetricRow, MetricValue } from '../../query/question/metrics-result';
import type { Numbers, TableExtra } from '../common/enums';
import type { CellValue } from '../common/scalars';
import { decimalsOf } from '../metrics/format-value';
import { type ColumnView, plainColumn } from './column';

export type MetricColumnsShape = {
  /** The names of the comparisons. */
  readonly compared: readonly string[];
  readonly extras: readonly (keyof typeof TableExtra)[];
  readonly numbers: keyof typeof Numbers;
  readonly currency: string;
};

export function metricColumns(name: string, shape: MetricColumnsShape): readonly ColumnView[] {
  const metric = findMetric(name)!;
  const of = columnsOf(metric, name, shape);
  return [
    of.known({ title: metric.label, better: metric.better }, (value) => value),
    ...shape.compared.flatMap((compare) => comparisonColumns(metric, compare, of)),
    ...shape.extras.flatMap((extra) => extraColumns(metric, extra, of)),
  ];
}

/** A number, and the same to its last digit where that is known. */
type Known = { readonly value: number | null; readonly exact: string | null };
type Own = Pick<ColumnView, 'title'> & { readonly suffix?: string } & Partial<Omit<ColumnView, 'name' | 'cell'>>;
type Columns = {
  /** In the metric's unit: a number, or with EXACT the decimal where there is one. */
  readonly known: (own: Own, read: (value: MetricValue) => Known | null | undefined) => ColumnView;
  /** Anything else. */
  readonly plain: (own: Own, read: (value: MetricValue) => CellValue | undefined) => ColumnView;
};

function columnsOf(metric: MetricDefinition, name: string, { numbers, currency }: MetricColumnsShape): Columns {
  const cellOf =
    (read: (value: MetricValue) => CellValue | undefined) =>
    ({ values }: MetricRow): CellValue => {
      const value = values[name];
      return (value === undefined ? null : read(value)) ?? null;
    };
  const plain: Columns['plain'] = ({ suffix = '', ...own }, read) => ({
    ...plainColumn,
    type: 'NUMBER',
    metric: name,
    name: `${metric.id}${suffix}`,
    ...own,
    ...inUnit(own.unit ?? null, metric, currency),
    cell: cellOf(read),
  });
  const isExact = numbers === 'EXACT';
  return {
    plain,
    known: (own, read) => {
      // Only totals are known to the last digit; what a column is does not change with its rows.
      const hasDecimals = isExact && (own.type === 'DECIMAL' || metric.formula.kind === 'total');
      const type = hasDecimals ? 'DECIMAL' : 'NUMBER';
      return plain({ ...own, unit: metric.unit, type }, (value) => {
        const found = read(value);
        return hasDecimals ? found?.exact : found?.value;
      });
    },
  };
}

const inUnit = (unit: Unit | null, metric: MetricDefinition, currency: string) => ({
  unit,
  currency: unit === 'MONEY' ? currency : null,
  decimals: unit === null ? null : decimalsOf(unit, unit === metric.unit ? metric.formula : null, currency),
});

/** The value of the other period, and how the metric changed against it. */
function comparisonColumns(
  { label, better }: MetricDefinition,
  compare: string,
  { known, plain }: Columns,
): readonly ColumnView[] {
  const suffix = `@${compare}`;
  return [
    known(
      { suffix, compare, better, title: { en: `${label.en} (${compare})`, zh: `${label.zh}（${compare}）` } },
      (value) => value.comparisons[compare],
    ),
    known(
      {
        suffix: `${suffix}.change`,
        compare,
        better,
        title: { en: `${label.en}, change against ${compare}`, zh: `${label.zh}较${compare}变化` },
      },
      (value) => changeOf(value, compare),
    ),
    plain(
      {
        suffix: `${suffix}.changePercent`,
        compare,
        better,
        unit: 'PERCENT',
        title: { en: `${label.en}, change in percent against ${compare}`, zh: `${label.zh}较${compare}变化率` },
      },
      (value) => value.comparisons[compare]?.changePercent,
    ),
  ];
}

function changeOf({ exact, comparisons }: MetricValue, compare: string): Known | null {
  const other = comparisons[compare];
  if (other === undefined) return null;
  const places = Math.max(placesOf(exact), placesOf(other.exact));
  const known = exact !== null && other.exact !== null;
  return { value: other.change, exact: known ? new Decimal(exact).minus(other.exact).toFixed(places) : null };
}

const placesOf = (decimal: string | null): number => decimal?.split('.')[1]?.length ?? 0;

/** What stands beside a value. */
function extraColumns(
  { label: { en, zh }, unit }: MetricDefinition,
  extra: keyof typeof TableExtra,
  { known, plain }: Columns,
): readonly ColumnView[] {
  switch (extra) {
    case 'TARGET':
      return [
        known(
          { suffix: '.target', extra, type: 'DECIMAL', title: { en: `${en}, target`, zh: `${zh}目标` } },
          (value) => value.target,
        ),
        plain(
          {
            suffix: '.attainment',
            extra,
            unit: 'PERCENT',
            title: { en: `${en}, percent of the target`, zh: `${zh}目标完成率` },
          },
          ({ target }) => target?.attainment,
        ),
        plain(
          { suffix: '.met', extra, type: 'BOOLEAN', title: { en: `${en}, target met`, zh: `${zh}是否达标` } },
          ({ target }) => target?.met,
        ),
      ];
    case 'STATUS':
      return [
        plain(
          { suffix: '.status', extra, type: 'TEXT', title: { en: `${en}, status`, zh: `${zh}状态` } },
          ({ status }) => status,
        ),
      ];
    case 'N':
      return [
        plain(
          {
            suffix: '.n',
            extra,
            unit: 'COUNT',
            title: { en: `${en}, facts or customers behind it`, zh: `${zh}样本量` },
          },
          ({ n }) => n,
        ),
      ];
    case 'INTERVAL':
      return [
        plain(
          { suffix: '.low', extra, unit, title: { en: `${en}, low end of the interval`, zh: `${zh}区间下限` } },
          ({ interval }) => interval?.low,
        ),
        plain(
          { suffix: '.high', extra, unit, title: { en: `${en}, high end of the interval`, zh: `${zh}区间上限` } },
          ({ interval }) => interval?.high,
        ),
      ];
    case 'SHARE':
      return [
        plain(
          { suffix: '.share', extra, unit: 'PERCENT', title: { en: `${en}, percent of the total`, zh: `${zh}占比` } },
          ({ share }) => share,
        ),
      ];
    case 'NUMERATOR':
      return [
        plain(
          { suffix: '.numerator', extra, title: { en: `${en}, numerator`, zh: `${zh}分子` } },
          (value) => value.numerator,
        ),
      ];
    case 'DENOMINATOR':
      return [
        plain(
          { suffix: '.denominator', extra, title: { en: `${en}, denominator`, zh: `${zh}分母` } },
          (value) => value.denominator,
        ),
      ];
    default:
      return extra satisfies never;
  }
}
