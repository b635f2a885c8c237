// Slips in backups, in what a restore makes of them, and in how long texts are kept.
import type { Change } from '../change';

const writing = { kind: 'loading', file: 'src/backup/write-backup.ts', first: ['backup/backup'] } as const;
const restoring = { kind: 'loading', file: 'src/backup/restore-backup.ts', first: ['backup/'] } as const;
const files = { kind: 'loading', file: 'src/backup/table-file.ts', first: ['backup/backup'] } as const;
const target = { kind: 'loading', file: 'src/backup/restore-target.ts', first: ['backup/backup'] } as const;
const erasing = { kind: 'loading', file: 'src/load/erasure/reapply-erasures.ts', first: ['backup/erasures'] } as const;

export const backupChanges: readonly Change[] = [
  {
    ...writing,
    title: 'each table of a backup is of a moment of its own',
    from: 'ISOLATION LEVEL REPEATABLE READ READ ONLY',
    to: 'ISOLATION LEVEL READ COMMITTED READ ONLY',
  },
  {
    ...files,
    title: 'anybody may read a backup',
    from: 'mode: 0o600',
    to: 'mode: 0o644',
  },
  {
    ...files,
    title: 'the checksum of a file is not compared',
    from: 'if (measured().sha256 !== sha256) throw',
    to: 'if (measured().sha256.length === 0) throw',
  },
  {
    ...files,
    title: 'the rows of a restored table are not counted',
    from: 'if (copy.rowCount !== rows) throw',
    to: 'if (copy.rowCount < 0) throw',
  },
  {
    ...restoring,
    title: 'an older backup does not come forward',
    from: 'for (const migration of later) await migration.up(runner);',
    to: '',
  },
  {
    ...restoring,
    title: 'the data version of a restored warehouse stays',
    from: "await moveWatermarks(client, changeId, [...followedTableNames, 'load']);",
    to: '',
  },
  {
    ...restoring,
    title: 'nobody is erased again',
    from: 'const reapplied = journal && (await reapply(client, restored, warehouse, journal));',
    to: 'const reapplied = journal && (await reapply(client, restored, warehouse, { ...journal, entries: [] }));',
  },
  {
    ...target,
    title: 'a backup is restored under a running server',
    from: 'if (rows[0]!.others > 0)',
    to: 'if (rows[0]!.others > 1000)',
  },
  {
    ...erasing,
    title: 'erasures of another warehouse are applied',
    from: 'entries.filter(({ warehouse }) => warehouse === fingerprint)',
    to: 'entries.filter(({ warehouse }) => warehouse.length > 0)',
  },
  {
    ...erasing,
    title: 'whoever came and was erased after the backup comes back with the next load',
    from: '  await keepMarks(session, numbers, left, sampleStands);\n',
    to: '',
  },
  {
    ...erasing,
    title: 'a real customer is erased for somebody simulated',
    from: 'const ofCustomers = await unknownMarks(session, own, ({ sample }) => sample === sampleStands);',
    to: 'const ofCustomers = await unknownMarks(session, own, () => true);',
  },
  {
    kind: 'loading',
    file: 'src/load/quarantine-retention.ts',
    first: ['load/quarantine-retention'],
    title: 'a text goes at its border',
    from: 'l.finished_at < $1',
    to: 'l.finished_at <= $1',
  },
];
