// The type of one metric's value, with all that stands beside it: interval, share, comparisons and target.
import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Unit } from '../../metrics/metric';
import { refuseArgument } from '../../model/choose-argument';
import type { ComparisonAnswer, MetricValue as ValueAnswer } from '../../query/question/metrics-result';
import { computedField } from '../common/computed-field';
import { ValueStatus } from '../common/enums';
import { type LocaleArgument, localeArgument } from '../common/locale';
import { Period } from '../common/period-type';
import type { RequestContext } from '../common/request-context';
import { DecimalScalar } from '../common/scalars';
import { formatValue } from './format-value';

@ObjectType({ simpleResolvers: true })
export class Interval {
  @Field(() => Float)
  low: number;

  @Field(() => Float)
  high: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'The same metric of the period compared with. change and what follows are null where a value is missing.',
})
export class Comparison {
  @Field(() => Period)
  period: Period;

  @Field(() => Float, { nullable: true })
  value: number | null;

  @Field(() => Float, { nullable: true, description: 'value - compared value; of percents in percentage points.' })
  change: number | null;

  @Field(() => Float, { nullable: true, description: 'change as a percent of the compared value.' })
  changePercent: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the change is good news; null without a change or where no direction is better.',
  })
  better: boolean | null;

  constructor({ period, value, change, changePercent, better }: ComparisonAnswer) {
    this.period = new Period(period);
    this.value = value;
    this.change = change;
    this.changePercent = changePercent;
    this.better = better;
  }
}

@ObjectType({ simpleResolvers: true })
export class TargetStatus {
  @Field(() => Float)
  value: number;

  @Field(() => Float, { nullable: true, description: 'The value as a percent of the target.' })
  attainment: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Null without a value, and for metrics of which neither more nor less is better.',
  })
  met: boolean | null;
}

@ObjectType({ simpleResolvers: true, description: 'The value of one metric for one slice and bucket.' })
export class MetricValue {
  @Field(() => Float, { nullable: true, description: 'Percent is 0..100; null where status says why.' })
  value: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Money and counts to the last digit.' })
  exact: string | null;

  @Field(() => ValueStatus)
  status: string;

  @Field(() => Float, { nullable: true })
  numerator: number | null;

  @Field(() => Float, { nullable: true })
  denominator: number | null;

  @Field(() => Int, { nullable: true, description: 'Facts or customers behind the value.' })
  n: number | null;

  @Field(() => Interval, { nullable: true, description: '95 % interval of a proportion (Wilson) or of NPS.' })
  interval: Interval | null;

  @Field(() => Float, { nullable: true, description: 'Additive metrics: percent of the total of the same period.' })
  share: number | null;

  @Field(() => TargetStatus, {
    nullable: true,
    description: "The target of this slice and period, else the metric's default; null where there is none.",
  })
  target: TargetStatus | null;

  readonly #unit: Unit;
  readonly #comparisons: ValueAnswer['comparisons'];
  readonly #compared: readonly string[];

  /** `compared`: the names of the question's comparisons. */
  constructor(answer: ValueAnswer, unit: Unit, compared: readonly string[]) {
    this.value = answer.value;
    this.exact = answer.exact;
    this.status = answer.status;
    this.numerator = answer.numerator;
    this.denominator = answer.denominator;
    this.n = answer.n;
    this.interval = answer.interval;
    this.share = answer.share;
    this.target = answer.target;
    this.#unit = unit;
    this.#comparisons = answer.comparisons;
    this.#compared = compared;
  }

  formatted({ locale }: LocaleArgument, { warehouse }: RequestContext): string {
    return formatValue(this, this.#unit, locale ?? 'EN', warehouse.settings.currency);
  }

  /** Refused for a comparison the question does not make. */
  compare({ name }: { readonly name: string }): Comparison | null {
    if (this.#compared.includes(name)) {
      const found = this.#comparisons[name];
      return found === undefined ? null : new Comparison(found);
    }
    const known = this.#compared.length === 0 ? 'Add one to compare' : `It makes ${this.#compared.join(', ')}`;
    return refuseArgument('compare(name)', `the question makes no comparison ${JSON.stringify(name)}`, `${known}.`);
  }
}
computedField(MetricValue, 'formatted', () => String, localeArgument, {
  description: 'The value as people read it, with its unit.',
});
computedField(
  MetricValue,
  'compare',
  () => Comparison,
  { name: 'name', type: () => String },
  {
    nullable: true,
    description:
      'By its name in the argument compare; null where that period has not begun or lies outside the calendar.',
  },
);
