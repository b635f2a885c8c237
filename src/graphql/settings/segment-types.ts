// A saved segment as a type.
import { Field, ID, ObjectType } from 'type-graphql';
import { JsonScalar } from '../common/scalars';

@ObjectType({ simpleResolvers: true, description: 'A filter saved under a name, for every place that takes a filter.' })
export class Segment {
  @Field(() => ID)
  name: string;

  @Field(() => String)
  title: string;

  @Field(() => JsonScalar, { description: 'The FilterInput as saved, so that it can be sent back.' })
  where: object;
}
