// Slips in the funnel and in cohort retention.
import type { Change } from '../change';

const funnel = { kind: 'funnel', file: 'src/query/journeys/compile-funnel.ts', first: ['query/funnel'] } as const;
const retention = {
  kind: 'retention',
  file: 'src/query/journeys/compile-retention.ts',
  first: ['query/retention'],
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
    from: 'sql`count(*) FILTER (WHERE purchases > 0)`',
    to: 'sql`count(*)`',
  },
  {
    ...retention,
    title: 'cohorts are made of every order',
    from: '    sql`fact.order_number = 1`,\n',
    to: '',
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
