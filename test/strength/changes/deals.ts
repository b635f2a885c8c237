// Slips in what is said of deals, of what comes back, of terms that run, and in the rows that stand at the end of a period.
import type { Change } from '../change';

const deals = { kind: 'metric definition', file: 'src/metrics/deals.ts', first: ['metrics/deals'] } as const;
const standing = { kind: 'boundary', file: 'src/query/compile/standing.ts' } as const;
const derived = { kind: 'derived table', file: 'src/load/derive/opportunity.ts', first: ['load/derive'] } as const;

export const dealChanges: readonly Change[] = [
  {
    ...deals,
    title: 'dealsLost counts what was won last',
    from: `compare('last_close_won', '=', false)`,
    to: `compare('last_close_won', '=', true)`,
  },
  {
    ...deals,
    title: 'opportunitiesCreated goes by the first quote',
    from: `{ family: 'opportunity', at: 'first_stage_at' }`,
    to: `{ family: 'opportunity', at: 'first_quoted_at' }`,
  },
  {
    ...deals,
    title: 'pipelineValue counts what is closed too',
    from: `where: and(isOpen, isKnown('amount'))`,
    to: `where: isKnown('amount')`,
  },
  {
    ...deals,
    title: 'averageDealValue divides by deals that name no amount, too',
    from: `{ kind: 'mean', ...meanParts(won, column('won_amount'), 'won_amount'), scale: 1 }`,
    to: `{ kind: 'mean', sum: sumRows(won, column('won_amount')), count: countRows(won), scale: 1 }`,
  },
  {
    kind: 'metric definition',
    file: 'src/metrics/sales.ts',
    first: ['metrics/sales'],
    title: 'returnRate is of units after returns',
    from: `sumRows({ family: 'transaction', where: isPurchase }, units)`,
    to: `sumRows({ family: 'transaction' }, units)`,
  },
  {
    kind: 'metric definition',
    file: 'src/metrics/retention.ts',
    first: ['metrics/retention'],
    title: 'a year of tenure has 365 days',
    from: 'const daysOfYear = 365.25;',
    to: 'const daysOfYear = 365;',
  },
  {
    kind: 'metric definition',
    file: 'src/metrics/value.ts',
    first: ['metrics/value'],
    title: 'a month of recurring revenue has 30 days',
    from: 'const monthInDays = 30.4375;',
    to: 'const monthInDays = 30;',
  },
  {
    ...standing,
    title: 'an opportunity that begins exactly at the end is open there',
    from: '${from} < ${at}`',
    to: '${from} <= ${at}`',
    first: ['metrics/deals'],
  },
  {
    ...standing,
    title: 'an opportunity that is won exactly at the end is not open there',
    from: '${at} <= ${until}`',
    to: '${at} < ${until}`',
    first: ['metrics/deals'],
  },
  {
    ...standing,
    title: 'a purchase exactly at the end covers nothing of it',
    from: '${from} <= ${at}`',
    to: '${from} < ${at}`',
    first: ['metrics/value'],
  },
  {
    ...standing,
    title: 'a term that ends exactly at the end covers it',
    from: '${at} < ${until}`',
    to: '${at} <= ${until}`',
    first: ['metrics/value'],
  },
  {
    kind: 'join',
    file: 'src/model/families.ts',
    title: 'an open opportunity has the agent of then',
    from: `      agent_no: { column: 'agent_no', through: 'latest' },`,
    to: `      agent_no: { column: 'agent_no' },`,
    first: ['metrics/deals'],
  },
  {
    kind: 'planner',
    file: 'src/query/plan/spans.ts',
    title: 'what stands at the end is placed by the customer of the start',
    from: '    placedAt: bucket.endsAt,',
    to: '    placedAt: bucket.startsAt,',
    first: ['metrics/deals'],
  },
  {
    kind: 'metric definition',
    file: 'src/sql/postgres.ts',
    title: 'half a unit of a month is cut off',
    from: '${constant(part)} + ${whole}, 2',
    to: '${constant(part)}, 2',
    first: ['metrics/value'],
  },
  {
    kind: 'metric definition',
    file: 'src/sql/duckdb.ts',
    title: 'half a unit of a month is cut off there too',
    from: '${constant(part)} + ${whole}) //',
    to: '${constant(part)}) //',
    first: ['metrics/value'],
  },
  {
    ...derived,
    title: 'an opportunity that is quoted again after its loss stays closed',
    from: `max(ARRAY[number, (stage NOT IN ('won', 'lost'))::integer]) OVER up_to_now AS last_row`,
    to: `min(ARRAY[number, (stage NOT IN ('won', 'lost'))::integer]) OVER up_to_now AS last_row`,
  },
  {
    ...derived,
    title: 'the amount when won is that of now',
    from: 'i.last_amount, i.won_amount',
    to: 'i.last_amount, CASE WHEN i.won_amount IS NOT NULL THEN i.last_amount END',
  },
  {
    kind: 'loading',
    file: 'src/load/format/row-rules.ts',
    title: 'an amount stands on any interaction',
    from: `    onlyWith('amount', 'stage'),\n`,
    to: '',
    first: ['load/quarantine', 'load/derive/derive-edges'],
  },
];
