// A customer as a type. Fields that are read apart are in customer-resolver.ts.

import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { healthOf } from '../../customer/portrait/health';
import type { Judging } from '../../customer/portrait/judging';
import { judgedValue, unjudgedValue } from '../../customer/portrait/lifetime-value';
import type { Portrait } from '../../customer/portrait/portraits';
import { stageOf } from '../../customer/portrait/stage';
import type { Standing } from '../../customer/portrait/standing';
import { LifecycleStage, NpsGroup, Tier } from '../common/enums';
import type { Placed } from '../common/portrait-loaders';
import type { RequestContext } from '../common/request-context';
import { DateScalar, DateTimeScalar } from '../common/scalars';
import { PageInfo, SliceKey } from '../metrics/types';
import { CustomerClv, clvOf, Health, Rfm, rfmOf } from './judgement-types';

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
  readonly #judging: Judging | null;

  /** `judging`: null where no field that rests on it is asked for. */
  constructor(portrait: Portrait, standing: Standing, judging: Judging | null) {
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
    this.#judging = judging;
  }

  get judging(): Judging {
    if (this.#judging === null) throw new Error('A field rests on the judging that speaks, which was not read for it');
    return this.#judging;
  }

  get placed(): Placed {
    return { customerNo: this.portrait.profile.customerNo, standing: this.standing };
  }

  /** At once where the customer was judged, as it is asked of many: no promise for each. */
  clv(_: unknown, context: RequestContext): CustomerClv | Promise<CustomerClv> {
    const judged = judgedValue(this.portrait.snapshot, this.judging);
    if (judged !== null) return clvOf(judged, context);
    const purchases = context.portraits().purchases(this.placed);
    return purchases.then((own) => clvOf(unjudgedValue(own?.grossProfit ?? '0'), context));
  }

  attributes(): CustomerAttributes {
    return { ...this.portrait.profile, of: this };
  }

  health(_: unknown, { warehouse, rules }: Pick<RequestContext, 'warehouse' | 'rules'>): Health | null {
    const health = healthOf(this.portrait.snapshot, warehouse.settings, rules);
    return health === null ? null : new Health(health);
  }
}
// Asked of many customers at once: a resolver of its own would be a promise for each.
Field(() => CustomerClv, { simple: true })(Customer.prototype, 'clv');
Field(() => CustomerAttributes, { simple: true })(Customer.prototype, 'attributes');
Field(() => Health, { nullable: true, simple: true, description: 'Null of a customer outside the base.' })(
  Customer.prototype,
  'health',
);

@ObjectType({ simpleResolvers: true, description: 'A page of the customers that meet a question.' })
export class CustomerConnection {
  @Field(() => [Customer])
  nodes: readonly Customer[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;

  @Field(() => Int, { description: 'How many meet the question, whatever the page.' })
  totalCount: () => Promise<number>;
}
