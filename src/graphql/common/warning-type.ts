// A warning as the API shows it.
import { Arg, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import type { Warning as WarningAnswer } from '../../warnings';
import { Locale, type LocaleName } from './enums';
import { nameIn } from './locale';

@ObjectType({
  simpleResolvers: true,
  description:
    'What a reader of the answer should know: the period goes beyond the data, facts later than now were left out, a segment lost a member, ... schema/errors.md lists the codes.',
})
export class Warning {
  @Field(() => String)
  code: string;
}

@Resolver(() => Warning)
export class WarningResolver {
  @FieldResolver(() => String)
  message(
    @Root() { message }: WarningAnswer,
    @Arg('locale', () => Locale, { nullable: true, defaultValue: 'EN' }) locale: LocaleName | null,
  ): string {
    return nameIn(message, locale);
  }
}
