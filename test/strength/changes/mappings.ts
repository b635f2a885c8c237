// Slips in what a mapping makes of foreign files: look-ups, order, columns, ends of files, zones.
import type { Change } from '../change';

const lookUps = {
  kind: 'loading',
  file: 'src/load/mapping/lookups/look-up.ts',
  first: ['load/mapping/look-ups'],
} as const;
const taken = { kind: 'loading', file: 'src/load/mapping/lookups/taken.ts', first: ['load/mapping/look-ups'] } as const;
const store = {
  kind: 'loading',
  file: 'src/load/mapping/lookups/chain-store.ts',
  first: ['load/mapping/chain-store'],
} as const;
const foreign = { kind: 'loading', first: ['load/mapping/foreign-files'] } as const;
const keys = { kind: 'loading', file: 'src/load/stage/alike-keys.ts', first: ['load/alike-keys'] } as const;

export const mappingChanges: readonly Change[] = [
  {
    ...lookUps,
    kind: 'boundary',
    title: 'a row of a look-up holds from after its instant',
    from: 'compareOrders(found[middle]!.from!, instant) <= 0',
    to: 'compareOrders(found[middle]!.from!, instant) < 0',
  },
  {
    ...lookUps,
    title: 'a row that could not be read is as if it were not there',
    from: 'if (unreadable !== null && (needsAllRows || found.length === 0)) return unknown(key);',
    to: '',
  },
  {
    ...lookUps,
    title: 'what is taken of all rows does not need all of them',
    from: 'const needsAllRows = isTaken(rules[index]!) || rule.asOf !== undefined;',
    to: 'const needsAllRows = false;',
  },
  {
    ...lookUps,
    title: 'a time of another zone is read on the clock of the asker',
    from: "typeof given === 'string' && ofAsker.zone !== times.zone && isTimeOfDay.test(given)",
    to: 'false',
  },
  {
    ...taken,
    title: 'rows that do not agree give the last',
    from: 'if (own === null || own === value) continue;\n    if (value !== null) {',
    to: 'if (own === null || own === value) continue;\n    if (value === own) {',
  },
  {
    ...taken,
    title: 'rows without a place come first',
    from: "return take === 'last' ? [...without, ...sorted] : [...sorted, ...without];",
    to: 'return [...without, ...sorted];',
  },
  {
    ...taken,
    kind: 'boundary',
    title: 'the nth row is counted from 0',
    from: "take === 'first' ? 0 : n - 1",
    to: "take === 'first' ? 0 : n",
  },
  {
    ...store,
    title: 'texts of a key come latest first',
    from: 'return texts.reverse();',
    to: 'return texts;',
  },
  {
    ...store,
    title: 'a temporary file stays behind',
    from: 'rmSync(file.folder, { recursive: true, force: true });',
    to: '',
  },
  {
    ...foreign,
    file: 'src/load/mapping/footer.ts',
    kind: 'boundary',
    title: 'the row that ends the data is one of them',
    from: 'rows.slice(0, end)',
    to: 'rows.slice(0, end + 1)',
  },
  {
    ...foreign,
    file: 'src/load/mapping/keep-rule.ts',
    title: 'of two last rows of one time the first stays',
    from: 'return compared < 0 || (compared === 0 && sign === -1);',
    to: 'return compared < 0;',
  },
  {
    ...foreign,
    file: 'src/load/mapping/times.ts',
    title: 'of a time that clocks show twice the first is meant',
    from: "disambiguation: 'later'",
    to: "disambiguation: 'earlier'",
  },
  {
    ...foreign,
    file: 'src/load/mapping/condition.ts',
    kind: 'boundary',
    title: 'a time is before itself',
    from: '(seconds, bound) => seconds < bound)',
    to: '(seconds, bound) => seconds <= bound)',
  },
  {
    ...foreign,
    file: 'src/load/mapping/condition.ts',
    title: 'two empty cells are the same',
    from: 'if (text === null || isProblem(text)) return text ?? false;\n    const beside',
    to: 'if (isProblem(text)) return text;\n    const beside',
  },
  {
    ...foreign,
    file: 'src/load/mapping/made-columns.ts',
    title: 'a made column is made for the first row alone',
    from: 'if (row !== last) {',
    to: 'if (last === null) {',
  },
  {
    ...foreign,
    file: 'src/load/mapping/times.ts',
    title: 'times of a file that names no zone are those of the zone 0',
    from: 'const zone = named ?? business;',
    to: "const zone = named ?? 'UTC';",
  },
  {
    ...foreign,
    file: 'src/load/mapping/keep-rule.ts',
    title: 'numbers and times of one key are compared',
    from: 'isMixed: (key) => mixed.has(key),',
    to: 'isMixed: () => false,',
  },
  {
    kind: 'loading',
    file: 'src/load/mapping/full-export.ts',
    first: ['load/mapping/deletions-in-mappings'],
    title: 'one file of several is the whole export',
    from: '!lacksColumns && !(isOneOfSeveral && filesBefore.some((other) => other !== file));',
    to: '!lacksColumns;',
  },
  {
    ...keys,
    title: 'a key with blanks inside is like none',
    from: ".trim().replace(/\\s+/gu, ' ')",
    to: '.trim()',
  },
];
