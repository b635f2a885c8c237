// A column of a table: what it is called, what its cells are and how to read them, and the cell of a row.
import type { Better, Unit } from '../../metrics/metric';
import type { Label } from '../../model/dimensions';
import type { MetricRow } from '../../query/question/metrics-result';
import type { ColumnType, TableExtra } from '../common/enums';
import type { CellValue } from '../common/scalars';

export type ColumnView = {
  readonly name: string;
  readonly title: Label;
  readonly type: keyof typeof ColumnType;
  readonly metric: string | null;
  readonly dimension: string | null;
  /** The name of a comparison. */
  readonly compare: string | null;
  readonly extra: keyof typeof TableExtra | null;
  readonly unit: Unit | null;
  /** Of money. */
  readonly currency: string | null;
  /** Digits after the point that people are shown. */
  readonly decimals: number | null;
  readonly better: Better | null;
  readonly cell: (row: MetricRow) => CellValue | Promise<CellValue>;
};

/** A column of texts that belongs to nothing. */
export const plainColumn = {
  type: 'TEXT',
  metric: null,
  dimension: null,
  compare: null,
  extra: null,
  unit: null,
  currency: null,
  decimals: null,
  better: null,
} as const;
