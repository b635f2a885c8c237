// Slips in the funnel and in cohort retention.
import type { Change } from '../change';

const funnel = { kind: 'funnel', file: 'src/query/journeys/compile-funnel.ts', first: ['query/funnel'] } as const;
const retention = {
  kind: 'retention',
  file: 'src/query/journeys/compile-retention.ts',
  first: ['query/retention'],
} as const;

const active = {
  kind: 'retention',
  file: 'src/query/journeys/cohort-steps.ts',
  first: ['query/retention-active'],
} as const;

export const journeyChanges: readonly Change[] = [
  {
    ...funnel,
    kind: 'boundary',
    title: 'who enters by a purchase at that instant has bought before',
    from: '${entry} <= fact.first_purchase_at',
    to: '${entry} < fact.first_purchase_at',
  },
  {
    ...funnel,
    kind: 'boundary',
    title: 'a stage at the end of the window is outside',
    from: '<= ${window}`',
    to: '< ${window}`',
  },
  {
    ...funnel,
    kind: 'boundary',
    title: 'a window that closes now is open',
    from: '>= ${window}`',
    to: '> ${window}`',
  },
  {
    ...funnel,
    kind: 'boundary',
    title: 'stages at one instant have no days between them',
    from: 'CASE WHEN ${own} >= ${before} THEN',
    to: 'CASE WHEN ${own} > ${before} THEN',
  },
  {
    ...funnel,
    title: 'who skipped a stage has not reached it',
    from: `sql\`count(coalesce(\${join(times.slice(index), ', ')}))\``,
    to: 'sql`count(${times[index]!})`',
  },
  {
    ...funnel,
    title: 'stage times before the entry count',
    from: 'sql`CASE WHEN ${time} >= ${entry}${within} THEN ${time} END`',
    to: 'sql`CASE WHEN TRUE${within} THEN ${time} END`',
  },
  {
    ...funnel,
    file: 'src/query/journeys/stage-rows.ts',
    title: 'a touch at the instant of the lead is after it',
    from: 'AND occurred_at > lead_at',
    to: 'AND occurred_at >= lead_at',
  },
  {
    ...funnel,
    file: 'src/query/journeys/funnel-journey.ts',
    title: 'stage rows after now count',
    from: 'where: [sql`customer_no <> 0`, begun,',
    to: 'where: [sql`customer_no <> 0`,',
  },
  {
    ...funnel,
    file: 'src/model/stages.ts',
    title: 'a deal is won by its row only, not by the first purchase',
    from: `    { kind: 'stageRow', of: 'won' },\n    { kind: 'order', number: 1 },`,
    to: `    { kind: 'stageRow', of: 'won' },`,
  },
  {
    ...funnel,
    file: 'src/query/journeys/assemble-funnel.ts',
    title: 'of equal bottlenecks the later one is named',
    from: 'step.fromPrevious < lowest.fromPrevious!',
    to: 'step.fromPrevious <= lowest.fromPrevious!',
  },
  {
    ...retention,
    title: 'who only returned something came back',
    from: 'sql`count(*) FILTER (WHERE facts > 0)`',
    to: 'sql`count(*)`',
  },
  {
    ...retention,
    file: 'src/query/journeys/cohort-steps.ts',
    title: 'cohorts are made of every order',
    from: 'from, where: [isFirst] }, days',
    to: 'from, where: [] }, days',
  },
  {
    ...active,
    title: 'what the company does enters a customer',
    from: 'where: [sql`fact.customer_no <> 0`, customerInitiated, before],',
    to: 'where: [sql`fact.customer_no <> 0`, before],',
  },
  {
    ...active,
    title: 'facts of nobody enter as one customer',
    from: 'where: [sql`fact.customer_no <> 0`, customerInitiated, before],',
    to: 'where: [customerInitiated, before],',
  },
  {
    ...active,
    title: 'purchases enter nobody into active cohorts',
    from: "      { columns, from: sql`${relation('customer_order', compilation)} AS fact`, where: [isFirst, before] },\n",
    to: '',
  },
  {
    ...active,
    kind: 'boundary',
    title: 'of one instant a purchase enters before an interaction of the same id',
    from: 'ORDER BY source_id, is_purchase)',
    to: 'ORDER BY source_id, is_purchase DESC)',
  },
  {
    ...active,
    title: 'of one instant the interaction enters, whatever the ids',
    from: 'ORDER BY source_id, is_purchase)',
    to: 'ORDER BY is_purchase, source_id)',
  },
  {
    ...active,
    title: 'all rows of the first instant enter a customer',
    from: 'where: [sql`fact.rank = 1`]',
    to: 'where: []',
  },
  {
    ...active,
    file: 'src/query/journeys/compile-retention.ts',
    title: 'who only bought is not active again',
    from: '  ACTIVE: [interactions, transactions],',
    to: '  ACTIVE: [interactions, { ...transactions, counts: sql`FALSE` }],',
  },
  {
    ...active,
    file: 'src/query/journeys/compile-retention.ts',
    title: 'what the company does counts as coming back',
    from: '  where: [customerInitiated],',
    to: '  where: [],',
  },
  {
    ...active,
    file: 'src/model/retention-activity.ts',
    title: 'active cohorts are sliced by what interactions alone have',
    from: "ACTIVE: 'activity' }",
    to: "ACTIVE: 'interaction' }",
  },
  {
    ...active,
    file: 'src/query/journeys/retention-question.ts',
    title: 'cohorts are active ones unless purchases are asked for',
    from: "question.activity ?? 'PURCHASE'",
    to: "question.activity ?? 'ACTIVE'",
  },
  {
    ...retention,
    file: 'src/query/journeys/assemble-retention.ts',
    kind: 'boundary',
    title: 'the last offset is left out',
    from: 'Math.min(query.offsets + 1,',
    to: 'Math.min(query.offsets,',
  },
  {
    ...retention,
    file: 'src/query/journeys/retention-question.ts',
    title: 'the unit of now is over',
    from: 'const complete = isOver(end, calendar.timezone, now);',
    to: 'const complete = isOver(start, calendar.timezone, now);',
  },
];
