// Slips in what customers are judged to be: which judgement speaks, what is read of it, and what is measured of those who have one.
import type { Change } from '../change';

const judged = {
  kind: 'customer attributes',
  file: 'src/query/compile/judgements.ts',
  first: ['query/scored-dimension', 'metrics/health'],
} as const;
const stage = { ...judged, file: 'src/query/compile/customer-attributes.ts' } as const;
const places = { ...judged, file: 'src/query/compile/population-places.ts' } as const;

export const judgementChanges: readonly Change[] = [
  {
    ...judged,
    kind: 'boundary',
    file: 'src/model/month-ends.ts',
    title: 'now is judged by the last month-end',
    from: 'Temporal.Instant.compare(instant, clock) >= 0',
    to: 'Temporal.Instant.compare(instant, clock) > 0',
  },
  {
    ...judged,
    kind: 'boundary',
    file: 'src/model/month-ends.ts',
    title: 'the month-end is that of UTC',
    from: 'dateOf(instant, timeZone)',
    to: `dateOf(instant, 'UTC')`,
  },
  {
    ...judged,
    kind: 'join',
    title: 'who was not judged is lost',
    from: `sql\`LEFT JOIN \${relation('customer_snapshot')}`,
    to: `sql\`JOIN \${relation('customer_snapshot')}`,
  },
  {
    ...judged,
    title: "today's judgement as of a day before is that of the clock",
    from: 'monthEndSpeaking(scope.now, scope)',
    to: 'monthEndSpeaking(scope.clock, scope)',
  },
  {
    ...judged,
    title: 'what is measured of a judgement is of now where slices are',
    from: `customer.scope.attributes === 'CURRENT' ? 'judgement_then' : undefined`,
    to: 'undefined',
    first: ['metrics/health'],
  },
  {
    ...judged,
    title: 'a fact is placed by the judgement of the year',
    from: `date_trunc('month', CAST`,
    to: `date_trunc('year', CAST`,
  },
  {
    ...stage,
    kind: 'boundary',
    title: 'the first purchase itself is that of a lead',
    from: 'WHEN ${firstPurchase} <= ${place.instant}',
    to: 'WHEN ${firstPurchase} < ${place.instant}',
  },
  {
    ...stage,
    title: 'nobody is a lead',
    from: 'CASE WHEN ${place.customerNo} = 0 THEN NULL WHEN ${judged}',
    to: 'CASE WHEN ${judged}',
  },
  {
    ...places,
    title: "customers counted by ranges are judged as of then, where today's judgement is asked for",
    from: 'current ? judgedNow(scope) : judgedThen()',
    to: 'judgedThen()',
  },
  {
    ...places,
    title: 'a stage of life is that of now at every instant of a range',
    from: `instant: current ? now : ofPlace(bind(places.instants, 'timestamptz[]'))`,
    to: 'instant: now',
  },
  {
    ...judged,
    file: 'src/query/compile/population-ranges.ts',
    title: 'the first judgement of a range speaks for all of it',
    from: `asksThen(['judgement', 'lifecycleStage'], level`,
    to: `asksThen(['lifecycleStage'], level`,
  },
  {
    ...judged,
    file: 'src/query/compile/population-instants.ts',
    title: 'customers with facts are judged at the start, whatever the instant',
    from: 'instantOf(instantText(bucket, at, scope))',
    to: 'instantOf(bucket.startsAt)',
    first: ['metrics/health', 'query/compile/golden-sql'],
  },
  {
    ...judged,
    file: 'src/query/compile/fact-rows.ts',
    title: 'facts are placed by the judgement of then, where that of today is asked for',
    from: `if (scope.attributes === 'CURRENT') return judgedNow(scope);`,
    to: '',
  },
  {
    ...judged,
    file: 'src/query/plan/spans.ts',
    title: 'kept customers are judged at the end of the period',
    from: 'monthEndAt(instantOf(placedAt)',
    to: 'monthEndAt(instantOf(bucket.endsAt)',
  },
  {
    kind: 'metric definition',
    file: 'src/metrics/building-blocks.ts',
    title: 'a mean of judgements counts the lost customers among its values',
    from: `sum: inState('base', 'end', {`,
    to: `sum: inState('buyers', 'end', {`,
    first: ['metrics/health'],
  },
  {
    kind: 'metric definition',
    file: 'src/metrics/retention.ts',
    title: 'customers of a medium risk are at risk',
    from: `literal('HIGH')`,
    to: `literal('MEDIUM')`,
    first: ['metrics/health'],
  },
  {
    kind: 'metric definition',
    file: 'src/metrics/health.ts',
    title: 'churn risk is a share',
    from: `meanJudged('churn_risk', 100)`,
    to: `meanJudged('churn_risk')`,
    first: ['metrics/health'],
  },
  {
    kind: 'metric definition',
    file: 'src/sql/compile-expression.ts',
    title: 'judgements count with two digits',
    from: 'numeric(38, 9)',
    to: 'numeric(38, 2)',
    first: ['sql/compile-expression', 'metrics/health'],
  },
  {
    kind: 'assembler',
    file: 'src/query/assemble/value.ts',
    title: 'shares are scaled as doubles',
    from: 'Number.isInteger(sum) || scale === 1 ? sum * scale :',
    to: 'Number.isFinite(sum) ? sum * scale :',
    first: ['query/assemble/value'],
  },
];
