// Measures over customers in a state, one row a customer and instant: for what depends on the instant beyond the state itself
// (facts, ages, what holds from one instant to another). What facts come to in the period is joined, never restricted by fact
// dimensions.
import type { PopulationMeasure } from '../../metrics/measure';
import type { Bucket } from '../../model/buckets';
import { instantOf } from '../../model/calendar';
import type { DimensionDefinition } from '../../model/dimensions';
import { and, compare, type Expression, parameter } from '../../model/expression';
import type { ExpressionScope } from '../../sql/compile-expression';
import { type Fragment, name, sql, textConstant } from '../../sql/fragment';
import type { Column, Step } from '../../sql/select';
import type { Level, PopulationPlanned } from '../plan/query-plan';
import { yearBeforeEndOf } from '../plan/spans';
import type { Scope } from '../question/scope';
import { anyOf, compileAggregate } from './aggregate';
import type { Compilation } from './compilation';
import {
  businessDate,
  type CustomerPlace,
  customerMember,
  customerMemberNumber,
  nowOf,
  summaryColumn,
  versionAt,
  versionColumn,
} from './customer-attributes';
import { compileFilter } from './filter';
import { collectJoins } from './joins';
import { type JudgedOn, judgedNow, judgedOneOf, judgementThen, monthEndSpeaking } from './judgements';
import { namedKeys } from './named-keys';
import { type MeasureStatement, measureStatement } from './output';
import { type PeriodList, periodsStep } from './periods';
import { type FactsOfEach, factsOfEach, factsOver } from './population-facts';
import { relation } from './relation';
import { type MemberOf, onlyTop } from './slice-keys';

export const instants = { start: 'starts_at', end: 'ends_at', yearBeforeEnd: 'year_before_end_at' } as const;

export function instantsStatement({ level, measures }: PopulationPlanned, compilation: Compilation): MeasureStatement {
  const [{ state, at }] = measures;
  const judged = judgedAt(level, at, compilation);
  const place = placeOf(judged, compilation);
  const context = { ...compilation, buckets: level.buckets };
  const facts = factsOfEach('customer_no', measures, context);
  const [first, ...others] = measures.flatMap((measure) => measure.over ?? []);
  const over = first === undefined ? null : factsOver([first, ...others], context);
  const member: MemberOf = (dimension, regroup) => customerMember(dimension, place, regroup)!;
  const number = (dimension: DimensionDefinition) => customerMemberNumber(dimension, place);
  const names = namedKeys(level, { member, number }, compilation);
  const keys = names.map(({ grouped }) => grouped);
  const columns = measures.map((measure) => (over === null ? columnsOf(measure, facts, judged, place) : over.columns));
  const values = measures.map((measure, index) => ({
    measure,
    value: compileAggregate(measure.aggregate, over?.conditions[index] ?? whereOf(measure), columns[index]!),
  }));
  const conditions = [
    ...filterOf(place, member),
    ...onlyTop(level, keys),
    ...anyOf(measures.map((measure, index) => ({ where: whereOf(measure), columns: columns[index]! }))),
  ];
  return measureStatement({
    steps: [
      instantsOf(level, at, judged, compilation),
      customersInState(state, instants[at], judged, compilation),
      ...facts.steps,
      ...(over?.steps() ?? []),
    ],
    bucket: sql`state.index`,
    keys,
    names,
    measures: values,
    select: {
      from: sql`state`,
      joins: [...(over === null ? [] : [over.join]), ...place.joins.list()],
      where: conditions,
    },
  });
}

const beginning = parameter('periodStart');
const stateConditions: Partial<Readonly<Record<PopulationMeasure['state'], Expression>>> = {
  lost: compare('in_base_at_end', '=', false),
  kept: compare('in_base_at_end', '=', true),
  reactivated: and(compare('in_base_at_start', '=', false), compare('first_purchase_at', '<', beginning)),
};

/** What a customer of the base must meet to be in the state, and to count. */
function whereOf({ state, where }: PopulationMeasure): Expression | undefined {
  const conditions = [stateConditions[state], where].filter((condition) => condition !== undefined);
  return conditions.length === 0 ? undefined : and(...conditions);
}

/** Under which day the judgements of each bucket's instant stand; a column of its own once anything asks for it. */
type JudgedAt = {
  readonly on: () => JudgedOn;
  readonly lists: () => readonly PeriodList[];
  readonly columns: () => readonly Column[];
};

function judgedAt({ buckets }: Level, at: PopulationMeasure['at'], { scope }: Compilation): JudgedAt {
  const daysOf = (): readonly string[] =>
    buckets.map((bucket) => monthEndSpeaking(instantOf(instantText(bucket, at, scope)), scope));
  let days: readonly string[] = [];
  let isAsked = false;
  const ifAsked = <Item>(item: Item): readonly Item[] => (isAsked ? [item] : []);
  return {
    on: () => {
      if (days.length === 0) days = daysOf();
      return judgedOneOf(() => {
        isAsked = true;
        return sql`state.judged_on`;
      }, days);
    },
    lists: () => ifAsked({ name: 'judged_on', type: 'date[]', values: days }),
    columns: () => ifAsked({ name: 'judged_on', value: sql`bucket.judged_on` }),
  };
}

function instantText(bucket: Bucket, at: PopulationMeasure['at'], scope: Scope): string {
  switch (at) {
    case 'start':
      return bucket.startsAt;
    case 'end':
      return bucket.endsAt;
    case 'yearBeforeEnd':
      return yearBeforeEndOf(bucket, scope);
    default:
      return at satisfies never;
  }
}

function placeOf(judged: JudgedAt, compilation: Compilation): CustomerPlace {
  const { scope } = compilation;
  const isCurrent = scope.attributes === 'CURRENT';
  const instant = isCurrent ? nowOf(scope) : sql`state.placed_at`;
  return {
    ...compilation,
    joins: collectJoins(),
    relation: (table) => relation(table, compilation),
    customerNo: sql`state.customer_no`,
    instant,
    version: versionAt(sql`state.customer_no`, instant),
    date: businessDate(instant, scope),
    judgedOn: () => (isCurrent ? judgedNow(scope) : judged.on()),
  };
}

function filterOf(place: CustomerPlace, member: MemberOf): readonly Fragment[] {
  const { scope, dialect } = place;
  if (scope.filter === null) return [];
  const tags = (): Fragment => versionColumn(place, 'tags');
  return [compileFilter(scope.filter, { dialect, member, tags, customerNo: () => place.customerNo })];
}

/** The instants of each bucket at which states are asked. */
function instantsOf({ buckets }: Level, at: PopulationMeasure['at'], judged: JudgedAt, { scope }: Compilation): Step {
  const lists: readonly PeriodList[] = [
    { name: 'index', type: 'integer[]', values: buckets.map(({ index }) => index) },
    { name: 'starts_at', type: 'timestamptz[]', values: buckets.map(({ startsAt }) => startsAt) },
    { name: 'ends_at', type: 'timestamptz[]', values: buckets.map(({ endsAt }) => endsAt) },
    ...judged.lists(),
  ];
  if (at !== 'yearBeforeEnd') return periodsStep(lists);
  const values = buckets.map((bucket) => instantText(bucket, at, scope));
  return periodsStep([...lists, { name: instants[at], type: 'timestamptz[]', values }]);
}

/** Spells cover starts_after < t <= ends_at: a base at an instant is a range test, never a self-join of facts. */
function customersInState(
  state: PopulationMeasure['state'],
  instant: string,
  judged: JudgedAt,
  compilation: Compilation,
): Step {
  const at = name('bucket', instant);
  const of = (table: string, condition: Fragment): Fragment =>
    sql`JOIN ${relation(table, compilation)} AS customer ON ${condition}`;
  const spell = sql`customer.starts_after < ${at} AND ${at} <= customer.ends_at`;
  const inBase = () => of('customer_spell', spell);
  const customers = {
    base: inBase,
    lost: inBase,
    kept: inBase,
    reactivated: inBase,
    dormant: () => of('customer_spell', sql`${spell} AND customer.state = ${textConstant('dormant')}`),
    buyers: () => of('customer_summary', sql`customer.first_purchase_at < ${at}`),
    onFile: () => of('customer_summary', sql`customer.on_file_from < ${at}`),
  }[state]();
  return {
    words: 'the customers in question at each instant',
    name: 'state',
    of: [
      {
        columns: [
          { name: 'index', value: sql`bucket.index` },
          { name: 'starts_at', value: sql`bucket.starts_at` },
          { name: 'ends_at', value: sql`bucket.ends_at` },
          { name: 'placed_at', value: at },
          ...judged.columns(),
          { name: 'customer_no', value: sql`customer.customer_no` },
        ],
        from: sql`bucket`,
        joins: [customers],
      },
    ],
  };
}

/** What a population's measures may read of a customer, beside what its facts come to and what its version says. */
const stateColumns: Readonly<Record<string, (place: CustomerPlace) => Fragment>> = {
  in_base_at_start: (place) => inBase(place, 'base_at_start', 'starts_at'),
  in_base_at_end: (place) => inBase(place, 'base_at_end', 'ends_at'),
  first_purchase_at: (place) => summaryColumn(place, 'first_purchase_at'),
};

function inBase(place: CustomerPlace, alias: string, instant: string): Fragment {
  const [spell, at] = [name(alias), name('state', instant)];
  const spells = place.relation('customer_spell');
  place.joins.add(
    alias,
    sql`LEFT JOIN ${spells} AS ${spell} ON ${spell}.customer_no = state.customer_no AND ${spell}.starts_after < ${at} AND ${at} <= ${spell}.ends_at`,
  );
  return sql`(${spell}.customer_no IS NOT NULL)`;
}

function columnsOf(
  measure: PopulationMeasure,
  facts: FactsOfEach,
  judged: JudgedAt,
  place: CustomerPlace,
): ExpressionScope {
  return {
    dialect: place.dialect,
    column: (id) => {
      const each = measure.each?.[id];
      if (each !== undefined) return facts.column(each, place.joins, 'state');
      if (measure.judged?.some((column) => column === id)) return judgementThen(place, judged.on(), id);
      return stateColumns[id]?.(place) ?? attributeThen(place, id);
    },
    parameter: (parameter) => {
      switch (parameter) {
        case 'periodStart':
          return sql`state.starts_at`;
        case 'periodEnd':
          return sql`state.ends_at`;
        case 'now':
          return nowOf(place.scope);
        default:
          throw new Error(`the parameter ${parameter} is not known of a customer's state`);
      }
    },
  };
}

/** An attribute that is measured is that of the instant, also where slices go by today's. */
function attributeThen(place: CustomerPlace, column: string): Fragment {
  if (place.scope.attributes === 'AT_EVENT') return versionColumn(place, column);
  const then = name('version_then');
  const versions = place.relation('dim_customer');
  place.joins.add(
    'version_then',
    sql`LEFT JOIN ${versions} AS ${then} ON ${versionAt(sql`state.customer_no`, sql`state.placed_at`, then)}`,
  );
  return name('version_then', column);
}
