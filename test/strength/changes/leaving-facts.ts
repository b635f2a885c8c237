// Slips in what takes facts out with a load: full exports and rows flagged as deleted.
import type { Change } from '../change';

const leaving = {
  kind: 'loading',
  file: 'src/load/merge/delete-facts.ts',
  first: ['load/full-exports', 'load/deletion-model'],
} as const;
const flagged = { ...leaving, file: 'src/load/merge/flagged-keys.ts' } as const;
const mapping = { kind: 'loading', first: ['load/mapping/deletions-in-mappings'] } as const;

export const leavingFactsChanges: readonly Change[] = [
  {
    ...leaving,
    title: 'a fact that another load updated leaves with the export',
    from: ' AND (o.updated_by IS NULL OR o.updated_by <@ $1::bigint[]) OFFSET 0',
    to: ' OFFSET 0',
  },
  {
    ...leaving,
    title: 'loads that were taken back are of the export',
    from: 'WHERE replaces = $1 AND unloaded_by IS NULL',
    to: 'WHERE $1::text IS NOT NULL AND unloaded_by IS NULL',
  },
  {
    ...leaving,
    title: 'a table with rows in quarantine loses facts',
    from: "if (rejected!.any) return 'QUARANTINE';",
    to: '',
  },
  {
    ...leaving,
    title: 'what is flagged leaves a second time as no longer in the export',
    from: 'if (flagsKeys(merge, table)) has.push(',
    to: 'if (flagsKeys(merge, table) && has.length > 1) has.push(',
  },
  {
    ...leaving,
    title: 'a flag that found no fact counts as deleted',
    from: 'count(l.key) AS deleted, count(*) - count(l.key) AS unchanged',
    to: 'count(*) AS deleted, 0::bigint AS unchanged',
  },
  {
    ...flagged,
    title: 'a key that is given and deleted is deleted',
    from: 'DELETE FROM ${deletionTable} AS d USING given_and_deleted AS g WHERE ${ofTable} AND d.key = g.key',
    to: 'DELETE FROM ${deletionTable} AS d USING given_and_deleted AS g WHERE false AND ${ofTable} AND d.key = g.key',
  },
  {
    ...flagged,
    title: 'a key that is deleted twice counts twice',
    from: 'USING copy WHERE copy.number > 1 AND',
    to: 'USING copy WHERE copy.number > 2 AND',
  },
  {
    ...mapping,
    file: 'src/load/mapping/full-export.ts',
    title: 'a file of before that no rule reads any more does not count as lacking',
    from: 'reads(absent, file) || !reads(found, file)',
    to: 'reads(absent, file)',
  },
  {
    ...mapping,
    file: 'src/load/mapping/mapped-files.ts',
    title: 'a row that deletes is no row of its key where the last is kept',
    from: '  const deleted = mapper.deletedKey(mapped);\n',
    to: "  const deleted = rule.keep === 'last' ? undefined : mapper.deletedKey(mapped);\n",
  },
  {
    kind: 'loading',
    file: 'src/load/merge/kept-aside.ts',
    title: 'what was given anew is told to come back',
    from: "EXCEPT ${keysStored(fact, '$1')}) AS back",
    to: ') AS back',
    first: ['load/ingest/deletions', 'load/deletion-model'],
  },
];
