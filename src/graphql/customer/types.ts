// A customer and what it is made of, as types. Fields that are read apart are in customer-resolver.ts.
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import {
  type Health as HealthAnswer,
  type HealthPart as HealthPartAnswer,
  healthOf,
} from '../../customer/portrait/health';
import type { Portrait } from '../../customer/portrait/portraits';
import { type JudgementReason as ReasonAnswer, reasonTexts } from '../../customer/portrait/reasons';
import type { Snapshot } from '../../customer/portrait/snapshots';
import { stageOf } from '../../customer/portrait/stage';
import type { Standing } from '../../customer/portrait/standing';
import type { Label } from '../../model/dimension';
import type { Tier as TierName } from '../../model/judgements';
import { computedField } from '../common/computed-field';
import { HealthBand, LifecycleStage, NpsGroup, Tier } from '../common/enums';
import { type LocaleArgument, localeArgument, nameIn } from '../common/locale';
import type { RequestContext } from '../common/request-context';
import { DateScalar, DateTimeScalar, DecimalScalar } from '../common/scalars';
import { PageInfo, SliceKey } from '../metrics/types';

@ObjectType({
  simpleResolvers: true,
  description: 'What is known of a customer: the version of the instant asked about.',
})
export class CustomerAttributes {
  @Field(() => String, { nullable: true })
  gender: string | null;

  @Field(() => DateScalar, { nullable: true })
  birthDate: string | null;

  @Field(() => String, { nullable: true })
  country: string | null;

  @Field(() => String, { nullable: true })
  region: string | null;

  @Field(() => String, { nullable: true })
  city: string | null;

  @Field(() => String, { nullable: true })
  industry: string | null;

  @Field(() => String, { nullable: true })
  companySize: string | null;

  @Field(() => String, { nullable: true, description: 'The source key of the channel.' })
  acquisitionChannel: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The earlier of the first contact given and the first lead.',
  })
  firstContactAt: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  firstPurchaseAt: string | null;

  /** Whose they are. */
  readonly of: Customer;
}

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

  @Field(() => [HealthPart])
  parts: readonly HealthPart[];

  constructor({ score, band, parts }: HealthAnswer) {
    this.score = score;
    this.band = band;
    this.parts = parts.map((part) => new HealthPart(part));
  }
}

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

@ObjectType({
  simpleResolvers: true,
  description: 'A customer as it is now, or was at the end of the day asked about; nothing after that is seen.',
})
export class Customer {
  @Field(() => ID)
  id: string;

  @Field(() => String, { nullable: true })
  name: string | null;

  @Field(() => String, { nullable: true })
  email: string | null;

  @Field(() => String, { nullable: true })
  phone: string | null;

  @Field(() => [String])
  tags: readonly string[];

  @Field(() => LifecycleStage, { description: 'Not judged as a buyer: NEW with a purchase, else LEAD.' })
  stage: string;

  @Field(() => Tier, { nullable: true })
  tier: string | null;

  @Field(() => NpsGroup, { nullable: true, description: 'By the last answer to the NPS question.' })
  npsGroup: string | null;

  @Field(() => Float, { nullable: true, description: 'Of an open lead: how likely it is to buy, 0 to 1.' })
  leadScore: number | null;

  @Field(() => SliceKey, { nullable: true, description: 'The channel of most of what it did in the last year.' })
  preferredChannel: SliceKey | null;

  @Field(() => Rfm, { nullable: true })
  rfm: Rfm | null;

  @Field(() => Float, { nullable: true, description: '0..1 (the metric churnRisk is its mean in percent).' })
  churnRisk: number | null;

  @Field(() => Float, { nullable: true, description: 'Purchase days expected in the next 90 days.' })
  expectedPurchases: number | null;

  readonly portrait: Portrait;
  readonly standing: Standing;

  constructor(portrait: Portrait, standing: Standing) {
    const { profile, snapshot } = portrait;
    this.id = profile.id;
    this.name = profile.name;
    this.email = profile.email;
    this.phone = profile.phone;
    this.tags = profile.tags;
    this.stage = stageOf(profile, snapshot);
    this.tier = snapshot?.tier ?? null;
    this.npsGroup = snapshot?.npsGroup ?? null;
    this.leadScore = snapshot?.leadScore ?? null;
    const channel = snapshot?.preferredChannel ?? null;
    this.preferredChannel = channel === null ? null : new SliceKey({ dimension: 'CHANNEL', value: channel });
    this.rfm = snapshot === null ? null : rfmOf(snapshot);
    this.churnRisk = snapshot?.churnRisk ?? null;
    this.expectedPurchases = snapshot?.expectedPurchases ?? null;
    this.portrait = portrait;
    this.standing = standing;
  }

  attributes(): CustomerAttributes {
    return { ...this.portrait.profile, of: this };
  }

  health(_: unknown, { warehouse }: Pick<RequestContext, 'warehouse'>): Health | null {
    const health = healthOf(this.portrait.snapshot, warehouse.settings);
    return health === null ? null : new Health(health);
  }
}
Field(() => CustomerAttributes, { simple: true })(Customer.prototype, 'attributes');
Field(() => Health, { nullable: true, simple: true, description: 'Null of a customer outside the base.' })(
  Customer.prototype,
  'health',
);

const rfmOf = ({ rfmRecency, rfmFrequency, rfmMonetary }: Snapshot): Rfm | null =>
  rfmRecency === null ? null : { recency: rfmRecency, frequency: rfmFrequency!, monetary: rfmMonetary! };

@ObjectType({ simpleResolvers: true, description: 'A page of the customers that meet a question.' })
export class CustomerConnection {
  @Field(() => [Customer])
  nodes: readonly Customer[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;

  @Field(() => Int, { description: 'How many meet the question, whatever the page.' })
  totalCount: () => Promise<number>;
}
