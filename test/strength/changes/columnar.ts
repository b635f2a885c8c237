// Slips in what answers quickly: the replica, its views, the rows that are remembered, and tags of answers.
import type { Change } from '../change';

const follow = {
  kind: 'data version',
  file: 'src/engine/replica/follow.ts',
  first: ['engine/replica/follow'],
} as const;
const state = {
  kind: 'data version',
  file: 'src/engine/replica/warehouse-state.ts',
  first: ['engine/replica/follow'],
} as const;
const keeper = {
  kind: 'data version',
  file: 'src/engine/replica/keep-replica.ts',
  first: ['engine/replica/keep-replica'],
} as const;
const copying = {
  kind: 'data version',
  file: 'src/engine/replica/copy-rows.ts',
  first: ['engine/replica/follow'],
} as const;
const gate = {
  kind: 'data version',
  file: 'src/engine/replica/view-gate.ts',
  first: ['engine/replica/view-gate'],
} as const;
const views = {
  kind: 'data version',
  file: 'src/engine/request-views.ts',
  first: ['engine/request-views'],
} as const;
const remembered = {
  kind: 'data version',
  file: 'src/engine/result-cache.ts',
  first: ['engine/result-cache'],
} as const;
const session = {
  kind: 'data version',
  file: 'src/engine/columnar-engine.ts',
  first: ['engine/statement-timeout', 'engine/replica/keep-replica'],
} as const;

export const columnarChanges: readonly Change[] = [
  {
    ...follow,
    title: 'what is written anew stands beside what it replaces',
    from: "(kind === 'row' ? [`SELECT ${own} FROM written`] : [])",
    to: '[]',
  },
  {
    ...follow,
    title: 'what went stays in the replica',
    from: '(fed.has(what) ? [gone] : [])',
    to: '[]',
  },
  {
    ...follow,
    title: 'the replica follows from the change after the one where it stands',
    from: '`change_id > ${standsAt}`',
    to: '`change_id > ${standsAt + 1}`',
  },
  {
    ...follow,
    title: 'the judgements of a month-end are not followed',
    from: "kind === 'month_end' ? `(${key})::text IN (${monthEnds})`",
    to: "kind === 'month_end' ? 'FALSE'",
  },
  {
    ...state,
    title: 'a copy follows from before what the feed still has',
    from: ' || standsAt < (await oldestFollowed(client))',
    to: '',
  },
  {
    ...state,
    title: 'an erased person stays in the file',
    from: "WHERE kind = 'erase' AND",
    to: "WHERE kind = 'none' AND",
  },
  {
    ...state,
    title: 'another history is followed as if it were this one',
    from: 'return rows[0]?.finishedAt === finishedAt;',
    to: 'return rows[0] !== undefined || finishedAt === null;',
  },
  {
    ...state,
    title: 'a copy follows a warehouse that is behind it',
    from: 'standsAt > version || ',
    to: '',
  },
  {
    ...copying,
    title: 'a text that reads like an absence is one',
    from: 'allow_quoted_nulls = false',
    to: 'allow_quoted_nulls = true',
  },
  {
    ...keeper,
    title: 'a replica that is behind is taken for current',
    from: '[...left].every(([table, changeId]) => right.get(table) === changeId)',
    to: '[...left].every(([table]) => right.has(table))',
  },
  {
    ...keeper,
    title: 'a file that was deleted is kept',
    from: 'if (!(await isStillThere(replica))) return letGo();',
    to: '',
  },
  {
    ...gate,
    title: 'a commit comes between a version and its view',
    from: 'if (inside > 0) await',
    to: 'if (inside > 9) await',
  },
  {
    ...views,
    title: 'a request is answered at two versions',
    from: 'if (version !== undefined && session.dataVersion !== version)',
    to: 'if (version === null && session.dataVersion !== version)',
  },
  {
    ...remembered,
    title: 'rows are remembered over a change of what they read',
    from: 'session.watermarks.get(table) ?? 0',
    to: '0',
  },
  {
    ...remembered,
    title: 'what one viewer was answered is answered to another',
    from: 'parameters, viewer, changes]',
    to: 'parameters, changes]',
  },
  {
    ...session,
    title: 'after a statement that broke the view a session goes on with another one',
    from: "if (replica.watermarks() !== watermarks) throw new ColumnarFailure('absent');",
    to: '',
  },
  {
    kind: 'data version',
    file: 'src/server/entity-tags.ts',
    title: 'an answer that repeats the version of the data is not sent anew for another',
    from: 'tellsResolved(query) ?',
    to: 'query === undefined ?',
    first: ['server/entity-tags'],
  },
  {
    kind: 'boundary',
    file: 'src/engine/replica/column-values.ts',
    title: 'a number that does not fit is rounded',
    from: 'Number.isSafeInteger(number) ? number : String(value)',
    to: 'number',
    first: ['engine/replica/column-values'],
  },
  {
    ...keeper,
    title: 'what was followed counts as of when it was there',
    from: 'seenCurrentAt = Math.max(seenCurrentAt, began);',
    to: 'seenCurrentAt = performance.now();',
  },
  {
    kind: 'data version',
    file: 'src/warehouse/broken-sessions.ts',
    title: 'a session that breaks as it is handed out ends the process',
    from: "if (!known.has(client)) client.on('error', () => undefined);",
    to: '',
    first: ['warehouse/broken-sessions'],
  },
];
