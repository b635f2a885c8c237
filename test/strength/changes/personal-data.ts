// Slips in what belongs to one person: customers merged and parted, erased ones that come back or leave something behind.
import type { Change } from '../change';

const first = ['load/aliases', 'load/alias-histories', 'load/merge-customers'] as const;
const joining = { kind: 'loading', file: 'src/load/merge/join-aliases.ts', first } as const;
const parting = { kind: 'loading', file: 'src/load/merge/part-customers.ts', first } as const;
const aliases = { kind: 'loading', file: 'src/load/merge/customer-aliases.ts', first } as const;
const erased = { kind: 'loading', file: 'src/load/merge/erased-customers.ts', first: ['load/erasure/erase'] } as const;
const forgetting = {
  kind: 'loading',
  file: 'src/load/erasure/forget-person.ts',
  first: ['load/erasure/erase'],
} as const;
const rewriting = { kind: 'loading', file: 'src/load/erasure/rewrite.ts', first: ['load/erasure/erase'] } as const;

const calls = { kind: 'loading', first: ['load/ingest/one-person'] } as const;
const keptAside = { ...calls, file: 'src/load/merge/kept-aside.ts' } as const;
const forgettingCalls = { ...calls, file: 'src/load/erasure/forget-calls.ts' } as const;

export const personalDataChanges: readonly Change[] = [
  {
    ...joining,
    title: 'an alias of an alias goes to the next customer, not to the last',
    from: 'WHERE NOT EXISTS (SELECT 1 FROM customer_alias AS a WHERE a.alias_id = c.customer_id)`,',
    to: 'WHERE EXISTS (SELECT 1 FROM customer_alias AS a WHERE a.alias_id = c.alias_id AND a.customer_id = c.customer_id)`,',
  },
  {
    ...joining,
    title: 'facts of an alias keep the version of the alias',
    from: 'alias_no = w.customer_no, customer_key = v.customer_key,',
    to: 'alias_no = w.customer_no,',
  },
  {
    ...joining,
    title: 'the survivor of a touched alias is not derived anew',
    from: 'WHERE joined IS DISTINCT FROM parted OR t.customer_no IS NOT NULL)',
    to: 'WHERE joined IS DISTINCT FROM parted)',
  },
  {
    ...parting,
    title: 'a parted fact keeps the version of the survivor',
    from: 'alias_no = NULL, customer_key = v.customer_key',
    to: 'alias_no = NULL',
  },
  {
    ...aliases,
    title: 'circles are looked for once',
    from: 'while ((await run(circle)) > 0);',
    to: 'await run(circle);',
  },
  {
    ...aliases,
    title: 'a fact sent again under the survivor’s id stays the alias’s',
    from: '...sent.map(\n',
    to: '...sent.slice(2).map(\n',
  },
  {
    kind: 'loading',
    file: 'src/load/merge/forget-members.ts',
    first,
    title: 'a customer that only a row of aliases names is forgotten',
    from: "for (const column of ['alias_id', 'customer_id'])",
    to: "for (const column of ['alias_id'])",
  },
  {
    kind: 'filter',
    file: 'src/query/conditions/aliases-in-filter.ts',
    first: ['query/conditions/aliases-in-filter'],
    title: 'an alias that is left out is not the survivor',
    from: "test.kind === 'in' || test.kind === 'notIn';",
    to: "test.kind === 'in';",
  },
  {
    ...erased,
    title: 'an erased customer’s row brings it back',
    from: `if (isStaged('customers')) {`,
    to: `if (isStaged('channels')) {`,
  },
  {
    ...erased,
    title: 'later facts of an erased id are a new customer’s',
    from: 'USING (mark) WHERE d.customer_no = e.customer_no',
    to: 'USING (mark) WHERE d.customer_no = -e.customer_no',
  },
  {
    ...erased,
    title: 'a rejected row brings the text of an erased customer back',
    from: "SET raw = '', message = $2",
    to: 'SET message = $2',
  },
  {
    ...forgetting,
    title: 'the day on which the erased customer left is gone',
    from: "const kept = ['first_contact_at', 'churned_at'];",
    to: "const kept = ['first_contact_at'];",
  },
  {
    ...forgetting,
    title: 'whom the erased customer recommended is nobody’s recommendation',
    from: "SET referred_by = '${erasedText}', change_id",
    to: 'SET referred_by = NULL, change_id',
  },
  {
    ...forgetting,
    title: 'an erased alias keeps its versions',
    from: "await run('DELETE FROM merged_customer WHERE survivor_no = $1', [customerNo]);",
    to: "await run('DELETE FROM merged_customer WHERE survivor_no = -$1', [customerNo]);",
  },
  {
    ...rewriting,
    title: 'an erasure does not wait for other databases',
    from: 'SELECT pg_snapshot_xmin(pg_current_snapshot()) <= $1::xid8 OR EXISTS (',
    to: 'SELECT $1::xid8 IS NULL OR EXISTS (',
  },
  {
    ...rewriting,
    title: 'dead rows keep what was erased',
    from: '`VACUUM (FULL, ANALYZE) ${table}`',
    to: '`ANALYZE ${table}`',
  },
  {
    ...rewriting,
    title: 'statistics keep what was erased',
    from: "await locked(client, 'VACUUM (FULL) pg_catalog.pg_statistic', deadline);",
    to: '',
  },
  {
    ...rewriting,
    title: 'statistics of a table that is empty now keep what was erased',
    from: 'if (found[0]!.any) return;',
    to: 'if (found[0]!.any || table !== "") return;',
  },
  {
    ...rewriting,
    title: 'rows that somebody still sees are written along',
    from: `await waitForOldViews(client, deadline);
    for (`,
    to: 'for (',
  },
  {
    ...rewriting,
    title: 'statistics that somebody still sees are written along',
    from: `await waitForOldViews(client, deadline);
    await locked(`,
    to: 'await locked(',
  },
  {
    ...joining,
    first: calls.first,
    title: 'an alias that one call concerned counts as apart for the next of the transaction',
    from: 'DROP TABLE wanted_merge; DELETE FROM parted_customer;',
    to: 'DROP TABLE wanted_merge;',
  },
  {
    ...keptAside,
    title: 'a deleted fact of an alias comes back as the survivor’s own',
    from: 'coalesce(m.customer_id, c.customer_id)',
    to: 'c.customer_id',
  },
  {
    ...keptAside,
    title: 'a fact deleted after the erasure comes back as nobody’s',
    from: 'CASE WHEN c.customer_id IS NULL THEN e.mark END',
    to: 'NULL',
  },
  {
    ...keptAside,
    title: 'a fact deleted before the erasure comes back as nobody’s',
    from: 'coalesce(d.customer_id, n.token)',
    to: 'd.customer_id',
  },
  {
    ...calls,
    file: 'src/load/ingest/store-rows.ts',
    title: 'a rejected row of a call keeps the text of an erased customer',
    from: '  await emptyRejections(session);\n',
    to: '',
  },
  {
    ...calls,
    file: 'src/load/erasure/person.ts',
    title: 'somebody whom only a deleted fact names cannot be erased',
    from: 'target!.any || deleted!.any ||',
    to: 'target!.any ||',
  },
  {
    ...forgettingCalls,
    title: 'an erased customer’s id stays with its deleted facts',
    from: 'SET customer_id = NULL, customer_mark',
    to: 'SET customer_mark',
  },
  {
    ...forgettingCalls,
    title: 'a key that holds the id as part of a word is forgotten',
    from: '.filter((key) => holdsAny(key, words))',
    to: '',
  },
  {
    ...forgettingCalls,
    title: 'the hash of what was said of an erased customer stays',
    from: 'SELECT unnest(load_id || updated_by) FROM dim_customer WHERE customer_no = $1',
    to: 'SELECT unnest(load_id || updated_by) FROM dim_customer WHERE customer_no = -$1',
  },
  {
    ...calls,
    file: 'src/load/ingest/store-rows.ts',
    title: 'statistics of staged rows last as long as calls come',
    from: 'map(({ table }) => table))], known);',
    to: 'map(({ table }) => table))]);',
  },
];
