// Slips in whom somebody with a row scope sees, and in whose rows it writes.
import type { Change } from '../change';

const reading = { kind: 'access', first: ['graphql/scope/reading', 'query/viewer'] } as const;
const writing = { kind: 'access', first: ['graphql/scope/writing'] } as const;
const lock = { kind: 'access', first: ['warehouse/second-lock'] } as const;
const given = { kind: 'access', first: ['auth/row-scope'] } as const;

export const rowScopeChanges: readonly Change[] = [
  {
    ...given,
    file: 'src/auth/row-scope.ts',
    title: 'a scope that asks for nothing sees everybody',
    from: 'if (asksForNothing(filter))',
    to: 'if (false)',
  },
  {
    ...given,
    file: 'src/auth/row-scope.ts',
    title: 'what a filter does not have is passed over in a scope',
    from: 'if (!known.includes(property))',
    to: 'if (property.length > 1_000)',
  },
  {
    ...given,
    file: 'src/auth/row-scope.ts',
    title: 'a scope may name judgements',
    from: 'if (!isStored(dimension))',
    to: 'if (false)',
  },
  {
    ...reading,
    file: 'src/graphql/settings/status-resolver.ts',
    title: 'quarantine is counted for everybody',
    from: 'if (!seesEverybody(principal)) return 0;',
    to: '',
  },
  {
    ...reading,
    file: 'src/query/members/rows-on-file.ts',
    title: 'transactions are counted for everybody alike',
    from: "transactions: (of: TableOf) => sql`SELECT count(*) FROM ${of('fact_transaction')} AS own`,",
    to: 'transactions: (_: TableOf) => sql`SELECT count(*) FROM fact_transaction AS own`,',
  },
  {
    ...reading,
    file: 'src/graphql/common/request-context.ts',
    title: 'segments name ids of others to questions',
    from: 'segments: async () => filtersInView(await savedFilters(view), shared),',
    to: 'segments: () => savedFilters(view),',
  },
  {
    ...reading,
    file: 'src/query/segments/segments-in-view.ts',
    title: 'ids of others stay in lists of those who are left out',
    from: '...(ofCustomers && notIn && { notIn: own(notIn) }),',
    to: '',
  },
  {
    ...reading,
    file: 'src/load/set-target.ts',
    title: 'targets of any customer are listed',
    from: 'ofCustomer(row).every((id) => inView?.has(id) ?? true)',
    to: 'ofCustomer(row).every(() => true)',
  },
  {
    ...reading,
    file: 'src/load/target-warnings.ts',
    title: 'a target tells whether others have its member',
    from: 'rowsInView(name, () => seen)',
    to: 'rowsInView(name, () => null)',
  },
  {
    ...writing,
    file: 'src/load/ingest/rows-outside.ts',
    title: 'rows may be taken from others',
    from: '[...new Set([...before, ...after])]',
    to: '[...new Set([...after])]',
  },
  {
    ...writing,
    file: 'src/load/ingest/rows-outside.ts',
    title: 'rows may be given to others',
    from: '[...new Set([...before, ...after])]',
    to: '[...new Set([...before])]',
  },
  {
    ...writing,
    file: 'src/load/ingest/rows-outside.ts',
    title: 'deals of others are open to all',
    from: 'return new Set([...ofFacts, ...ofDeals]);',
    to: 'return new Set([...ofFacts]);',
  },
  {
    ...writing,
    file: 'src/load/ingest/idempotency-key.ts',
    title: 'a key finds what another scope stored',
    from: 'call.seen == null ? [] : [render(call.seen)]',
    to: '[] as unknown[]',
  },
  {
    ...writing,
    file: 'src/load/merge-customers.ts',
    title: 'customers of others are merged',
    from: 'await refuseUnseen(session, seen, [from, into]);',
    to: 'await refuseUnseen(session, seen, [into]);',
  },
  {
    ...lock,
    file: 'migrations/1766100000000-row-scope.ts',
    title: 'without a scope the reading role sees everybody',
    from: "IF coalesce(scope, '') = '' THEN RETURN; END IF;",
    to: "IF coalesce(scope, '') = '' THEN RETURN QUERY SELECT customer_no FROM dim_customer; RETURN; END IF;",
  },
  {
    ...lock,
    file: 'src/engine/shared-snapshot.ts',
    title: 'connections that join in are held to no scope',
    from: "const lock = rowScope === null ? '' : underSecondLock(client, rowScope);",
    to: "const lock = '';",
  },
];
