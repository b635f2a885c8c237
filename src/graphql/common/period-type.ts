// A span of days as the API shows it.
import { Field, ObjectType } from 'type-graphql';
import type { Label } from '../../model/dimensions';
import type { PeriodAnswer } from '../../query/question/metrics-result';
import { computedField } from './computed-field';
import { type LocaleArgument, localeArgument, nameIn } from './locale';
import { DateScalar } from './scalars';

@ObjectType({ simpleResolvers: true, description: 'start and end are the first and the last day, both inclusive.' })
export class Period {
  @Field(() => DateScalar)
  start: string;

  @Field(() => DateScalar)
  end: string;

  @Field(() => Boolean, { description: 'Whether the last day is over.' })
  complete: boolean;

  readonly #names: Label;

  constructor({ start, end, complete, label }: PeriodAnswer) {
    this.start = start;
    this.end = end;
    this.complete = complete;
    this.#names = label;
  }

  label({ locale }: LocaleArgument): string {
    return nameIn(this.#names, locale);
  }
}
computedField(Period, 'label', () => String, localeArgument);
