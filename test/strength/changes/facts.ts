// Slips where an answer tells how far its facts reach, and where a request shares a view of the data.
import type { Change } from '../change';

const reach = { kind: 'boundary', file: 'src/query/measure/facts-reach.ts', first: ['query/facts-reach'] } as const;
const shared = { kind: 'data version', file: 'src/engine/shared-snapshot.ts', first: ['engine'] } as const;
const context = {
  kind: 'data version',
  file: 'src/graphql/common/request-context.ts',
  first: ['graphql/request-context'],
} as const;

export const factChanges: readonly Change[] = [
  {
    ...reach,
    title: 'a fact at now itself is later than it',
    from: 'fact.occurred_at > $',
    to: 'fact.occurred_at >= $',
  },
  {
    ...reach,
    title: 'a fact at now itself is not there yet',
    from: 'fact.occurred_at <= $',
    to: 'fact.occurred_at < $',
  },
  {
    ...reach,
    title: 'what is later today is not counted',
    from: '${ofLaterDays} + ${laterToday}',
    to: '${ofLaterDays}',
  },
  {
    ...reach,
    title: 'later facts are told of a period that is over',
    from: 'scope.whole.complete ? constant(0) : ',
    to: '',
  },
  {
    ...reach,
    kind: 'calendar',
    title: 'the end of a day elsewhere is taken for that of the business',
    from: 'return { end: dateOf(lastInstant, zone).toString(),',
    to: 'return { end: whole.lastBegun,',
  },
  {
    kind: 'boundary',
    file: 'src/query/assemble/warnings.ts',
    title: 'facts that end on the day before are early',
    from: 'lastDay < dayBefore(periodEnd)',
    to: 'lastDay <= dayBefore(periodEnd)',
    first: ['query/assemble/warnings', 'query/facts-reach'],
  },
  {
    ...shared,
    title: 'a statement that fails takes the others of its view along',
    from: 'await client.query(`ROLLBACK TO SAVEPOINT ${savepoint}`).catch(() => undefined);',
    to: '',
  },
  {
    ...shared,
    title: 'a session that is over runs on on the connection of somebody else',
    from: 'isOver = true;\n      for (const job of waiting.splice(0)) job.reject(over());',
    to: '',
  },
  {
    ...shared,
    title: 'what runs for somebody who went away runs on',
    from: 'Promise.allSettled([...running].map((client) => cancelStatement(pool, client)))',
    to: 'Promise.resolve()',
  },
  {
    ...context,
    title: 'a request that writes goes on reading what it read before',
    from: 'await views.renew();',
    to: '',
  },
  {
    ...context,
    title: 'saved segments are read beside the view of the request',
    from: 'await savedFilters(view), shared)',
    to: '(await own.segments?.()) ?? new Map(), shared)',
  },
];
