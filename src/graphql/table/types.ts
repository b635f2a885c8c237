// The types of a tabular answer.
import { Field, Int, ObjectType } from 'type-graphql';
import { Better, ColumnType, Dimension, MetricId, TableExtra, Unit } from '../common/enums';
import { CellScalar, type CellValue } from '../common/scalars';
import { Explain, PageInfo, ResolvedQuery } from '../metrics/types';

@ObjectType({ simpleResolvers: true })
export class Column {
  @Field(() => String)
  name: string;

  @Field(() => ColumnType)
  type: string;

  @Field(() => MetricId, { nullable: true })
  metric: string | null;

  @Field(() => Dimension, { nullable: true })
  dimension: string | null;

  @Field(() => String, { nullable: true, description: 'The name of the comparison the column belongs to.' })
  compare: string | null;

  @Field(() => TableExtra, { nullable: true, description: 'What of with the column is.' })
  extra: string | null;

  @Field(() => Unit, { nullable: true })
  unit: string | null;

  @Field(() => String, { nullable: true, description: 'ISO 4217, of money.' })
  currency: string | null;

  @Field(() => Int, { nullable: true, description: 'Digits after the point that people are shown.' })
  decimals: number | null;

  @Field(() => Better, { nullable: true, description: 'Of values and their changes: which direction is good news.' })
  better: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Columns in order: period (name `period`, the bucket's first day) if there is a grain, one per dimension (named by it; the member's value: source key or attribute, null where there is none), then the metrics (named by their fields), each followed by its comparisons (named revenue@NAME, revenue@NAME.change, revenue@NAME.changePercent) and by what `with` asks for (named revenue.target, revenue.attainment, revenue.met, revenue.status, revenue.n, revenue.low, revenue.high, revenue.share, revenue.numerator, revenue.denominator); with labels, each dimension is followed by NAME.label; without them and with top, a last column `level` tells Other (OTHER) from facts without a member (DETAIL). totals has the same columns preceded by level.",
})
export class Table {
  @Field(() => [Column])
  columns: readonly Column[];

  @Field(() => [[CellScalar]], { nullable: false })
  data: () => readonly (readonly CellValue[] | Promise<readonly CellValue[]>)[];

  @Field(() => [[CellScalar]], { nullable: false })
  totals: readonly (readonly CellValue[])[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;

  @Field(() => Int)
  groupCount: number;

  @Field(() => ResolvedQuery)
  resolved: ResolvedQuery;

  @Field(() => Explain)
  explain: Explain;
}
