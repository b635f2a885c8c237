// The arguments by which the catalogue and the members of its dimensions are searched.
import { ArgsType, Field, Int } from 'type-graphql';
import { Area, Dimension } from '../common/enums';
import { FilterInput } from '../common/inputs';

@ArgsType()
export class CatalogSearch {
  @Field(() => Area, { nullable: true })
  area?: string | null;

  @Field(() => String, { nullable: true })
  search?: string | null;

  @Field(() => [Dimension], { nullable: true })
  sliceableBy?: string[] | null;
}

@ArgsType()
export class DimensionValuesArguments {
  @Field(() => Dimension)
  dimension: string;

  @Field(() => String, { nullable: true })
  search?: string | null;

  @Field(() => FilterInput, { nullable: true })
  where?: FilterInput | null;

  @Field(() => Int, { nullable: true, defaultValue: 50 })
  first?: number | null;

  @Field(() => String, { nullable: true })
  after?: string | null;
}
