// The types that describe the catalogue: metrics, dimensions and their members.
import { Field, Int, ObjectType } from 'type-graphql';
import { Additivity, Area, Better, Dimension, MetricId, Unit } from '../common/enums';
import { DecimalScalar } from '../common/scalars';
import { PageInfo } from '../metrics/types';

@ObjectType({ simpleResolvers: true, description: 'One metric: what it means and how it may be asked.' })
export class MetricDefinition {
  @Field(() => MetricId)
  id: string;

  @Field(() => String, { description: 'The field of MetricRow.' })
  field: string;

  @Field(() => Area)
  area: string;

  @Field(() => String)
  formula: string;

  @Field(() => Unit)
  unit: string;

  @Field(() => Better)
  better: string;

  @Field(() => Additivity)
  additivity: string;

  @Field(() => [String], {
    description: 'Other names people use (CRR, LTV, CHS, 复购率, ...); search finds them.',
  })
  aliases: readonly string[];

  @Field(() => Boolean, {
    description: 'Can be judged for one customer, so usable in filters and segments.',
  })
  perCustomer: boolean;

  @Field(() => [MetricId], { description: 'The metrics it is made of or moved by.' })
  drivers: readonly string[];

  @Field(() => [Dimension])
  dimensions: readonly string[];

  @Field(() => DecimalScalar, { nullable: true })
  defaultTarget: string | null;

  @Field(() => String, { description: 'A question that can be sent as it stands.' })
  exampleQuery: string;
}

@ObjectType({ simpleResolvers: true, description: 'One dimension: what it is and which metrics go with it.' })
export class DimensionDefinition {
  @Field(() => Dimension)
  id: string;

  @Field(() => [MetricId])
  metrics: readonly string[];
}

@ObjectType({ simpleResolvers: true })
export class Catalog {
  @Field(() => String, { description: 'ISO 4217, of every amount of money.' })
  currency: string;

  @Field(() => [DimensionDefinition])
  dimensions: readonly DimensionDefinition[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A member of a dimension. value: the source key or the attribute itself, null for facts or customers without one.',
})
export class DimensionValue {
  @Field(() => String, { nullable: true })
  value: string | null;

  @Field(() => Int, {
    description:
      'Customers on file with this member, where dimension and filter are customer attributes; else facts: interactions and transaction lines.',
  })
  count: number;
}

@ObjectType({ simpleResolvers: true })
export class DimensionValueConnection {
  @Field(() => [DimensionValue])
  nodes: readonly DimensionValue[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;
}
