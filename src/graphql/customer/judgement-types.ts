// Judgements about a customer, as types: why one is null, what it is worth, how healthy it is, its tiers.
import { Decimal } from 'decimal.js';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Health as HealthAnswer, HealthPart as HealthPartAnswer } from '../../customer/portrait/health';
import type { LifetimeValue } from '../../customer/portrait/lifetime-value';
import { type JudgementReason as ReasonAnswer, reasonTexts } from '../../customer/portrait/reasons';
import type { Snapshot } from '../../customer/portrait/snapshots';
import type { Label } from '../../model/dimension';
import type { Tier as TierName } from '../../model/judgements';
import { computedField } from '../common/computed-field';
import { HealthBand, Tier } from '../common/enums';
import { type LocaleArgument, localeArgument, nameIn } from '../common/locale';
import type { RequestContext } from '../common/request-context';
import { DateScalar, DecimalScalar } from '../common/scalars';

@ObjectType({ simpleResolvers: true, description: 'Why a judgement is null.' })
export class JudgementReason {
  @Field(() => String, { description: 'The field it is about, such as tier or clv.predicted.' })
  judgement: string;

  @Field(() => String, { description: `One of ${Object.keys(reasonTexts).join(', ')}.` })
  code: string;

  readonly #message: Label;

  constructor({ judgement, code }: ReasonAnswer) {
    this.judgement = judgement;
    this.code = code;
    this.#message = reasonTexts[code];
  }

  message({ locale }: LocaleArgument): string {
    return nameIn(this.#message, locale);
  }
}
computedField(JudgementReason, 'message', () => String, localeArgument);

@ObjectType({ simpleResolvers: true, description: 'What a customer is worth.' })
export class CustomerClv {
  @Field(() => DecimalScalar, {
    description: 'Gross profit so far, by the judgement that speaks; without one, of the facts before the instant.',
  })
  historic: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Expected gross profit of the next months, discounted.',
  })
  predicted: string | null;

  @Field(() => Int, { description: 'How many months the prediction looks ahead.' })
  horizonMonths: number;

  @Field(() => Float, { description: 'Of a year.' })
  discountRate: number;

  @Field(() => String, { description: 'ISO 4217.' })
  currency: string;

  @Field(() => String, { nullable: true, description: 'The models behind the prediction; null where it needed none.' })
  model: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The last day that the judgement knows: as of that day a customer is worth the same.',
  })
  asOf: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A part of the health score.' })
export class HealthPart {
  @Field(() => String, { description: 'recency, frequency, engagement, satisfaction, complaints or terms.' })
  name: string;

  @Field(() => Float, { description: 'Its share of the score where every part is there.' })
  weight: number;

  @Field(() => Float, { nullable: true, description: '0 to 100; null where the part is missing.' })
  score: number | null;

  readonly #reason: Label;

  constructor({ name, weight, score, reason }: HealthPartAnswer) {
    this.name = name;
    this.weight = weight;
    this.score = score;
    this.#reason = reason;
  }

  reason({ locale }: LocaleArgument): string {
    return nameIn(this.#reason, locale);
  }
}
computedField(HealthPart, 'reason', () => String, localeArgument, {
  description: 'Why the score is what it is, or why there is none.',
});

@ObjectType({
  simpleResolvers: true,
  description: 'score and band are null when too little is known; the parts stand all the same.',
})
export class Health {
  @Field(() => Float, { nullable: true, description: '0 to 100.' })
  score: number | null;

  @Field(() => HealthBand, { nullable: true })
  band: string | null;

  readonly #parts: HealthAnswer['parts'];

  constructor({ score, band, parts }: HealthAnswer) {
    this.score = score;
    this.band = band;
    this.#parts = parts;
  }

  parts(): readonly HealthPart[] {
    return this.#parts().map((part) => new HealthPart(part));
  }
}
Field(() => [HealthPart], { simple: true })(Health.prototype, 'parts');

@ObjectType({ simpleResolvers: true, description: 'Each from 1 to 5, 5 being the best.' })
export class Rfm {
  @Field(() => Int, { description: 'How lately it bought.' })
  recency: number;

  @Field(() => Int, { description: 'How often it bought in the last year.' })
  frequency: number;

  @Field(() => Int, { description: 'For how much it bought in the last year.' })
  monetary: number;
}

@ObjectType({ simpleResolvers: true, description: 'A run of months in one tier.' })
export class TierChange {
  @Field(() => Tier)
  tier: TierName;

  @Field(() => DateScalar, { description: 'The day at which the run begins.' })
  from: string;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The day at which the customer was found to be in another tier, or in none; null of a run that goes on.',
  })
  to: string | null;
}

export function clvOf(
  { historic, predicted, model, asOf }: LifetimeValue,
  { warehouse, rules }: Pick<RequestContext, 'warehouse' | 'rules'>,
): CustomerClv {
  return {
    historic,
    predicted: predicted === null ? null : new Decimal(predicted).toFixed(4),
    horizonMonths: rules.prediction.valueMonths,
    discountRate: rules.prediction.annualDiscountRate,
    currency: warehouse.settings.currency,
    model,
    asOf,
  };
}

export const rfmOf = ({ rfmRecency, rfmFrequency, rfmMonetary }: Snapshot): Rfm | null =>
  rfmRecency === null ? null : { recency: rfmRecency, frequency: rfmFrequency!, monetary: rfmMonetary! };
