// The fields of a customer that are read apart: judgements, what explains them, and what it has done. Each is read for all
// customers of the request at once.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import { refusalOfSegment } from '../../auth/filter-rules';
import { judgementsMissing } from '../../customer/portrait/judgements-missing';
import { checkTimeline } from '../../customer/portrait/timeline';
import { readPosition, writePosition } from '../../customer/portrait/timeline-position';
import { refuseArgument } from '../../model/choose-argument';
import type { Segment as SegmentView } from '../../model/segment';
import { Grain } from '../common/enums';
import { PeriodInput } from '../common/inputs';
import { metricsAllowed } from '../common/metrics-allowed';
import type { RequestContext } from '../common/request-context';
import { DateTimeScalar } from '../common/scalars';
import { rowSelectionOf } from '../common/selection';
import { rowMistakes } from '../metrics/row-mistakes';
import { MetricRow } from '../metrics/types';
import { rowView } from '../metrics/view';
import { Segment } from '../settings/segment-types';
import { JudgementReason, TierChange } from './judgement-types';
import { TimelineArguments, TimelineConnection, TimelineEvent } from './timeline-types';
import { Customer, CustomerAttributes } from './types';

const mostTiers = 1_000;

@Resolver(() => Customer)
export class CustomerResolver {
  @FieldResolver(() => [TierChange], { description: 'Runs of equal tier over the month-ends and now, newest first.' })
  async tierHistory(
    @Root() customer: Customer,
    @Arg('first', () => Int, { nullable: true, defaultValue: 12, description: 'At most 1,000.' }) first: number | null,
    @Ctx() { portraits }: RequestContext,
  ): Promise<readonly TierChange[]> {
    const most = first ?? 12;
    if (most < 1 || most > mostTiers)
      refuseArgument('first', `${most} tiers cannot be asked for`, `Give a whole number from 1 to ${mostTiers}.`);
    return ((await portraits().tierHistory(customer.placed)) ?? []).slice(0, most);
  }

  @FieldResolver(() => [Segment], { description: 'The saved segments that the customer is in, by name.' })
  async segments(
    @Root() customer: Customer,
    @Ctx() { portraits, answering, principal }: RequestContext,
  ): Promise<readonly SegmentView[]> {
    const found = (await portraits().segments(customer.placed)) ?? [];
    if (found.length === 0) return found;
    const saved = (await answering.segments?.()) ?? new Map();
    return found.filter(({ name }) => refusalOfSegment(principal.role, name, saved) === null);
  }

  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: 'The instant of the judgement that speaks here; null where nobody was judged then.',
  })
  judgedAt(@Root() { judging }: Customer): string | null {
    return judging.judgedAt;
  }

  @FieldResolver(() => [JudgementReason], { description: 'Why each judgement that is null is null.' })
  reasons(
    @Root() { portrait, standing, judging }: Customer,
    @Ctx() { rules }: RequestContext,
  ): readonly JudgementReason[] {
    const missing = judgementsMissing({ ...portrait, judging, now: standing.scope.now, rules });
    return missing.map((reason) => new JudgementReason(reason));
  }

  @FieldResolver(() => [MetricRow], {
    description:
      'The same definitions, for this customer alone: the rows of metrics by CUSTOMER that are its own. None where it has nothing in the period.',
  })
  async metrics(
    @Root() { id, standing }: Customer,
    @Arg('period', () => PeriodInput) period: PeriodInput,
    @Arg('grain', () => Grain, { nullable: true, description: 'One row per bucket; none: the whole period.' })
    grain: keyof typeof Grain | null,
    @Ctx() { customerMetrics, fieldErrors, principal }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly MetricRow[]> {
    const { metrics, shares, rowFields } = rowSelectionOf(info);
    const asOf = earlierAsOf(period.asOf, standing.asOf);
    const { allowed, denied } = metricsAllowed(metrics, principal.role);
    const answered = await customerMetrics({ id, metrics: allowed, shares, period: { ...period, asOf }, grain });
    const { rows } = answered;
    const refused = new Map([...answered.refused, ...denied]);
    const counts = { rows: rows.length, totals: 0 };
    const mistakes = rowMistakes(rowFields, { refused, by: ['CUSTOMER'], compared: [], counts });
    // The list is this field itself.
    fieldErrors.addOnce(
      mistakes.map(({ path, error }) => ({ path: path.slice(1), error })),
      info,
    );
    return rows.map(rowView);
  }

  @FieldResolver(() => TimelineConnection, { description: 'What happened with the customer, newest first.' })
  async timeline(
    @Root() customer: Customer,
    @Args(() => TimelineArguments) asked: TimelineArguments,
    @Ctx() { portraits }: RequestContext,
  ): Promise<TimelineConnection> {
    const first = asked.first ?? 20;
    const kinds = asked.kinds ?? null;
    checkTimeline(first, kinds);
    const belongsTo = ['timeline', customer.id, kinds, customer.standing.asOf];
    const after = asked.after == null ? null : readPosition(asked.after, belongsTo);
    const found = (await portraits().timeline(customer.placed, { first, after, kinds })) ?? [];
    const events = found.slice(0, first);
    const last = events.at(-1);
    return {
      nodes: events.map((event) => new TimelineEvent(event)),
      pageInfo: {
        hasNextPage: found.length > first,
        endCursor: last === undefined ? null : writePosition(last, belongsTo),
      },
    };
  }
}

@Resolver(() => CustomerAttributes)
export class CustomerAttributesResolver {
  @FieldResolver(() => DateTimeScalar, { nullable: true })
  async lastPurchaseAt(
    @Root() { of }: CustomerAttributes,
    @Ctx() { portraits }: RequestContext,
  ): Promise<string | null> {
    if (of.portrait.profile.firstPurchaseAt === null) return null;
    return (await portraits().purchases(of.placed))?.lastPurchaseAt ?? null;
  }
}

/** Neither the customer nor the period is looked at beyond its own day. */
function earlierAsOf(period: string | undefined, customer: string | null): string | undefined {
  if (customer === null) return period;
  return period === undefined || period === null || customer < period ? customer : period;
}
