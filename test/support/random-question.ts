// Random questions over given metrics and dimensions: every form of period, grains that fit its length, slices and
// filters that the metrics allow (and now and then one they do not), with members the company has and some it has not.
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { FilterInput, MetricQuestion, PeriodInput } from '../../src/query/question/metric-question';
import type { Company } from './naive/company';
import { naiveMetrics } from './naive/metrics';
import { enumOf } from './naive/metrics/columns';
import { askedPeriod } from './naive/period';
import type { NaiveSettings } from './naive/question';
import { daysFromTo } from './naive/time';
import { unstated } from './random-members';

export type QuestionSpace = {
  readonly metrics: readonly string[];
  readonly dimensions: readonly string[];
  readonly company: Company;
  readonly settings: NaiveSettings;
};

export function arbitraryQuestion(space: QuestionSpace): fc.Arbitrary<MetricQuestion> {
  return fc
    .uniqueArray(fc.constantFrom(...space.metrics), { minLength: 1, maxLength: 4 })
    .chain((metrics) => {
      const common = space.dimensions.filter((dimension) =>
        metrics.every((metric) => naiveMetrics[metric]?.dimensions.includes(dimension)),
      );
      const dimension = fc.oneof(
        { weight: 12, arbitrary: fc.constantFrom(...(common.length > 0 ? common : space.dimensions)) },
        { weight: 1, arbitrary: fc.constantFrom(...space.dimensions) },
      );
      const targets = space.company.targets.filter(({ metric }) => metrics.includes(enumOf(metric)));
      const planned = common.filter((id) => targets.some((target) => target.dimension === id));
      return fc.record({
        metrics: fc.constant(metrics),
        periodAndGrain: arbitraryPeriod(space.settings).chain((period) =>
          fc.record({ period: fc.constant(period), grain: arbitraryGrain(period, space.settings) }),
        ),
        by: fc.oneof(
          {
            weight: 2,
            arbitrary: fc
              .constantFrom(...(planned.length > 0 ? planned : [null]))
              .map((id) => (id === null ? [] : [id])),
          },
          { weight: 3, arbitrary: fc.uniqueArray(dimension, { maxLength: 1 }) },
          { weight: 3, arbitrary: fc.uniqueArray(dimension, { minLength: 1, maxLength: 2 }) },
          { weight: 1, arbitrary: fc.uniqueArray(dimension, { maxLength: 3 }) },
        ),
        where: fc.oneof(
          { weight: 3, arbitrary: fc.constant(null) },
          { weight: 2, arbitrary: arbitraryFilter(dimension, space.company) },
        ),
        attributes: fc.constantFrom(null, null, 'AT_EVENT', 'CURRENT'),
        totals: fc.constantFrom(null, 'NONE', 'GRAND'),
        fill: fc.constantFrom(null, true, false),
      });
    })
    .map(({ periodAndGrain, ...rest }) => ({ ...rest, ...periodAndGrain }));
}

const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.oneof(fc.constant(null), arbitrary);

function arbitraryPeriod(settings: NaiveSettings): fc.Arbitrary<PeriodInput> {
  const today = Temporal.Instant.from(settings.now).toZonedDateTimeISO(settings.timeZone).toPlainDate();
  const daysAgo = (least: number, most: number) =>
    fc.noBias(fc.integer({ min: least, max: most })).map((days) => today.subtract({ days }).toString());
  const asOf = orNull(daysAgo(-10, 500));
  const unit = fc.constantFrom('YEAR', 'QUARTER', 'MONTH', 'WEEK', 'DAY', 'MONTH', 'QUARTER', 'YEAR');
  const year = fc.integer({ min: today.year - 2, max: today.year });
  const range = fc
    .record({
      from: daysAgo(-10, 600),
      days: fc.oneof(
        fc.noBias(fc.integer({ min: 1, max: 40 })),
        fc.noBias(fc.integer({ min: 1, max: 500 })),
        fc.noBias(fc.integer({ min: 1, max: 500 })),
        fc.constantFrom(1, 7, 28, 31, 365),
      ),
      wholeMonth: fc.boolean(),
    })
    .map(({ from, days, wholeMonth }) => {
      const start = wholeMonth ? Temporal.PlainDate.from(from).with({ day: 1 }) : Temporal.PlainDate.from(from);
      const end = wholeMonth ? start.add({ months: Math.ceil(days / 31) }) : start.add({ days });
      return { from: start.toString(), to: end.subtract({ days: 1 }).toString() };
    });
  const form = fc.oneof<fc.Arbitrary<PeriodInput>[]>(
    range,
    range,
    fc.record({ year }),
    fc.record({ year, quarter: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ year, month: fc.integer({ min: 1, max: 12 }) }),
    fc
      .record({ last: fc.noBias(fc.integer({ min: 1, max: 12 })), unit, includeCurrent: orNull(fc.boolean()), asOf })
      .map((period) => (period.unit === 'YEAR' ? { ...period, last: Math.min(period.last, 2) } : period)),
    fc.record({ toDate: unit, asOf }),
  );
  const calendar = fc.record({
    timezone: orNull(fc.constantFrom('UTC', 'Asia/Shanghai', 'America/New_York', 'Europe/Berlin')),
    weekStart: orNull(fc.constantFrom('MONDAY', 'SUNDAY', 'SATURDAY')),
    fiscalYearStartMonth: orNull(fc.constantFrom(1, 2, 4, 7, 10)),
  });
  const usual = { timezone: null, weekStart: null, fiscalYearStartMonth: null };
  const settled = fc.oneof({ weight: 2, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: calendar });
  return fc.tuple(form, settled).map(([period, rest]) => withoutNulls({ ...period, ...rest }));
}

function withoutNulls(period: PeriodInput): PeriodInput {
  return Object.fromEntries(Object.entries(period).filter(([, value]) => value !== null));
}

/** Not more than some forty buckets. */
function arbitraryGrain(period: PeriodInput, settings: NaiveSettings): fc.Arbitrary<string | null> {
  const { from, to } = askedPeriod(period, settings);
  const days = daysFromTo(from, to);
  const grains = ['YEAR', 'QUARTER', 'MONTH', ...(days <= 250 ? ['WEEK'] : []), ...(days <= 40 ? ['DAY'] : [])];
  return fc.oneof(fc.constant(null), fc.constant(null), fc.constantFrom(...grains));
}

function arbitraryFilter(dimension: fc.Arbitrary<string>, company: Company): fc.Arbitrary<FilterInput> {
  const condition = dimension.chain((name) => arbitraryCondition(name, company));
  const { tree } = fc.letrec<{ tree: FilterInput }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      { weight: 4, arbitrary: condition },
      { weight: 1, arbitrary: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })) },
      { weight: 1, arbitrary: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })) },
      { weight: 1, arbitrary: tie('tree').map((not) => ({ not })) },
    ),
  }));
  return tree;
}

/** What may be listed whether or not anything has it. */
const memberOfNothing: Readonly<Record<string, string>> = {
  GENDER: 'F',
  INTERACTION_KIND: 'login',
  AGENT_ROLE: 'sales',
  COHORT_MONTH: '2024-01',
};

function arbitraryCondition(dimension: string, company: Company): fc.Arbitrary<FilterInput> {
  const members = membersFor(dimension, company);
  const member = fc.constantFrom(...(members.length > 0 ? members : ['none']));
  // A list with a member that nothing has is refused: now and then that is asked too.
  const known = members.filter((each) => each !== unstated);
  const some = known.length > 0 ? known : [memberOfNothing[dimension] ?? unstated];
  const listed = (of: readonly string[]) => fc.uniqueArray(fc.constantFrom(...of), { minLength: 1, maxLength: 4 });
  const several = fc.oneof(
    { weight: 30, arbitrary: listed(some) },
    { weight: dimension === 'COHORT_MONTH' ? 0 : 1, arbitrary: listed(members.length > 0 ? members : some) },
  );
  const part = fc.tuple(member, fc.nat(2), fc.boolean()).map(([text, start, upper]) => {
    const letters = [...text].slice(start, start + 2).join('');
    return upper ? letters.toUpperCase() : letters;
  });
  const [hasOrder, hasText] = [dimension !== 'AGE_BAND', !['AGE_BAND', 'HOUR', 'WEEKDAY'].includes(dimension)];
  const operator = fc.oneof(
    { weight: 5, arbitrary: several.map((list): FilterInput => ({ in: list })) },
    { weight: 2, arbitrary: several.map((list): FilterInput => ({ notIn: list })) },
    { weight: 1, arbitrary: fc.boolean().map((isNull): FilterInput => ({ isNull })) },
    {
      weight: hasText ? 1 : 0,
      arbitrary: part.map((contains): FilterInput => (contains === '' ? { isNull: false } : { contains })),
    },
    { weight: hasOrder ? 1 : 0, arbitrary: member.map((gte): FilterInput => ({ gte })) },
    { weight: hasOrder ? 1 : 0, arbitrary: fc.tuple(member, member).map(([gt, lte]): FilterInput => ({ gt, lte })) },
    { weight: hasOrder ? 1 : 0, arbitrary: member.map((lt): FilterInput => ({ lt })) },
  );
  // Several operators in one condition speak of one member, which tags have many of.
  const one = dimension === 'TAG' ? operator.filter((filter) => Object.keys(filter).length === 1) : operator;
  return one.map((filter) => ({ dimension, ...filter }));
}

/** Members as they stand in the rows, and one that stands nowhere. */
export function membersFor(dimension: string, company: Company): readonly string[] {
  const { customers, interactions, transactions } = company;
  const facts = [...interactions, ...transactions];
  const column = <T>(rows: readonly T[], read: (row: T) => string | null | undefined) => rows.map(read);
  const values: Readonly<Record<string, () => readonly (string | null | undefined)[]>> = {
    CHANNEL: () => column(company.channels, (row) => row.channel_id),
    CHANNEL_CATEGORY: () => column(company.channels, (row) => row.category),
    PRODUCT: () => column(company.products, (row) => row.product_id),
    PRODUCT_CATEGORY: () => column(company.products, (row) => row.category),
    AGENT: () => column(company.agents, (row) => row.agent_id),
    TEAM: () => column(company.agents, (row) => row.team),
    DEPARTMENT: () => column(company.agents, (row) => row.department),
    AGENT_ROLE: () => column(company.agents, (row) => row.role),
    CAMPAIGN: () => column(facts, (row) => row.campaign),
    TOPIC: () => column(interactions, (row) => row.topic),
    OUTCOME: () => column(interactions, (row) => row.outcome),
    INTERACTION_KIND: () => column(interactions, (row) => row.kind),
    TRANSACTION_KIND: () => ['order', 'renewal', 'refund'],
    BUYER_TYPE: () => ['NEW', 'RETURNING'],
    WEEKDAY: () => ['1', '3', '5', '6', '7'],
    HOUR: () => ['0', '1', '9', '10', '15', '23'],
    CUSTOMER: () => column(customers, (row) => row.customer_id),
    REGION: () => column(customers, (row) => row.region),
    COUNTRY: () => column(customers, (row) => row.country),
    CITY: () => column(customers, (row) => row.city),
    INDUSTRY: () => column(customers, (row) => row.industry),
    COMPANY_SIZE: () => column(customers, (row) => row.company_size),
    GENDER: () => column(customers, (row) => row.gender),
    AGE_BAND: () => ['under 18', '18-24', '25-34', '35-44', '45-54', '55 and over'],
    TAG: () => ['vip', 'new', 'b2b', 'B2B'],
    ACQUISITION_CHANNEL: () => column(customers, (row) => row.acquired_channel),
    ACQUISITION_CAMPAIGN: () => column(customers, (row) => row.acquired_campaign),
    CHURN_REASON: () => column(customers, (row) => row.churn_reason),
    COHORT_MONTH: () => column(transactions, (row) => row.occurred_at.slice(0, 7)),
  };
  const found = values[dimension];
  if (found === undefined) throw new Error(`no members known for ${dimension}`);
  const real = [...new Set(found())].filter((value) => value != null && value !== '') as string[];
  const closed = [
    'WEEKDAY',
    'HOUR',
    'AGE_BAND',
    'BUYER_TYPE',
    'TRANSACTION_KIND',
    'INTERACTION_KIND',
    'GENDER',
    'AGENT_ROLE',
  ];
  return closed.includes(dimension) ? real : [...real, unstated];
}
