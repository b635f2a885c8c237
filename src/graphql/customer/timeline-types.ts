// The timeline of a customer, as types.
import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import type { TimelineEvent as EventAnswer } from '../../customer/portrait/timeline';
import { timelineSentence } from '../../customer/portrait/timeline-sentences';
import type { Label } from '../../model/dimension';
import { computedField } from '../common/computed-field';
import { type LocaleArgument, localeArgument, nameIn } from '../common/locale';
import { DateTimeScalar, DecimalScalar } from '../common/scalars';
import { PageInfo } from '../metrics/types';

@ArgsType()
export class TimelineArguments {
  @Field(() => Int, { nullable: true, defaultValue: 20, description: 'At most 200.' })
  first?: number | null;

  @Field(() => String, { nullable: true })
  after?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Only these kinds of interactions (ticket, login, ...) and transactions (order, renewal, refund).',
  })
  kinds?: string[] | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'An interaction, or an order, renewal or refund with its lines put together.',
})
export class TimelineEvent {
  @Field(() => DateTimeScalar)
  at: string;

  @Field(() => String)
  kind: string;

  @Field(() => String, { nullable: true, description: 'The source key of the channel.' })
  channel: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Of an order, renewal or refund: its revenue. Of a stage: what the deal is worth, as known then.',
  })
  amount: string | null;

  @Field(() => Float, { nullable: true, description: 'Of an answer to a survey, on the scale it was given on.' })
  score: number | null;

  readonly #summary: Label;

  constructor(event: EventAnswer) {
    this.at = event.at;
    this.kind = event.kind;
    this.channel = event.channel;
    this.amount = event.amount;
    this.score = event.score === null ? null : Number(event.score);
    this.#summary = timelineSentence(event);
  }

  summary({ locale }: LocaleArgument): string {
    return nameIn(this.#summary, locale);
  }
}
computedField(TimelineEvent, 'summary', () => String, localeArgument, { description: 'The event in a sentence.' });

@ObjectType({ simpleResolvers: true, description: 'A page of a timeline, newest first.' })
export class TimelineConnection {
  @Field(() => [TimelineEvent])
  nodes: readonly TimelineEvent[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;
}
