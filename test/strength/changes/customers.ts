// Slips in what places a fact or a customer: versions, today's attributes, dimensions, joins.
import type { Change } from '../change';

const attributes = {
  kind: 'customer attributes',
  file: 'src/query/compile/customer-attributes.ts',
  first: ['metrics/retention', 'metrics/sales', 'metrics/data-quality'],
} as const;
const members = { kind: 'join', file: 'src/query/compile/fact-members.ts', first: ['metrics/sales'] } as const;

export const customerChanges: readonly Change[] = [
  {
    ...attributes,
    kind: 'boundary',
    title: 'a version begins after its first instant',
    from: '${version}.effective_from <= ${instant} AND ${instant} < ${version}.valid_to',
    to: '${version}.effective_from < ${instant} AND ${instant} <= ${version}.valid_to',
  },
  {
    ...attributes,
    kind: 'boundary',
    title: 'years are completed the day after the birthday',
    from: 'ageBands.bounds.map((years) => years * 10000)',
    to: 'ageBands.bounds.map((years) => years * 10000 + 1)',
  },
  {
    ...attributes,
    title: 'a purchase after now gives its customer a cohort',
    from: 'summary.first_purchase_at <= ${nowOf(place.scope)}',
    to: 'summary.first_purchase_at IS NOT NULL',
    first: ['metrics/acquisition'],
  },
  {
    ...attributes,
    kind: 'join',
    title: 'facts of customers without tags are lost by tag',
    from: 'sql`LEFT JOIN LATERAL (SELECT unnest(${tags}) AS member) AS tag ON TRUE`',
    to: 'sql`JOIN LATERAL (SELECT unnest(${tags}) AS member) AS tag ON TRUE`',
  },
  {
    ...attributes,
    kind: 'join',
    title: 'facts of nobody are lost by what a customer did first',
    from: `sql\`LEFT JOIN \${place.relation('customer_summary')}`,
    to: `sql\`JOIN \${place.relation('customer_summary')}`,
  },
  {
    kind: 'customer attributes',
    file: 'src/query/compile/fact-rows.ts',
    title: "today's attributes go with the age at the event",
    from: `elsewhere === undefined && family.time.kind === 'dated'`,
    to: `family.time.kind === 'dated'`,
    first: ['metrics/sales', 'query/time-zones'],
  },
  {
    kind: 'customer attributes',
    file: 'src/query/compile/fact-rows.ts',
    title: "today's attributes are those at the event",
    from: `scope.attributes === 'CURRENT' ? nowOf(scope) : paired`,
    to: 'paired',
    first: ['metrics/sales'],
  },
  {
    kind: 'customer attributes',
    file: 'src/query/compile/population-places.ts',
    title: "what is measured of a customer is today's where slices are",
    from: 'if (!current) return versionColumn(place, column);',
    to: 'return versionColumn(place, column);',
    first: ['metrics/data-quality'],
  },
  {
    kind: 'customer attributes',
    file: 'src/query/compile/population-instants.ts',
    title: 'customers in a state are placed by their attributes of the event',
    from: 'isCurrent ? nowOf(scope) : sql`state.placed_at`',
    to: 'sql`state.placed_at`',
    first: ['metrics/retention', 'metrics/data-quality'],
  },
  {
    ...members,
    kind: 'customer attributes',
    title: 'a guest is a returning buyer',
    from: `CASE WHEN \${own('customer_no')} = 0 THEN NULL WHEN`,
    to: 'CASE WHEN',
  },
  {
    ...members,
    kind: 'calendar',
    title: 'Sunday is day 0 of the week',
    from: 'extract(isodow FROM',
    to: 'extract(dow FROM',
    first: ['metrics/engagement'],
  },
  {
    ...members,
    kind: 'calendar',
    title: 'the day of a fact is that of the business in every zone',
    from: "zone === scope.settings.timeZone ? own('date_key') : sql`CAST(${local()} AS date)`",
    to: `own('date_key')`,
    first: ['query/time-zones', 'metrics/sales', 'query/retention'],
  },
  {
    ...members,
    title: 'facts whose product is unknown are lost by product',
    from: 'sql`LEFT JOIN ${rows} AS ${name(of)} ON',
    to: 'sql`JOIN ${rows} AS ${name(of)} ON ${name(of, number)} <> 0 AND',
  },
  {
    kind: 'customer attributes',
    file: 'src/model/dimensions.ts',
    title: 'null comes before the members',
    from: '  if (left === null) return 1;\n  if (right === null) return -1;',
    to: '  if (left === null) return -1;\n  if (right === null) return 1;',
    first: ['model/dimensions', 'metrics/sales'],
  },
];
