// The rule of a mapping for one file, drafted from a sample of it: how it is read, which tables it feeds, and what is known of
// every column.
import { loadFormat } from '../format/load-format';
import { columnsRead } from '../mapping/parts';
import type { FileRule, TableRule } from '../mapping/schema';
import { unpackedName } from '../read/file-kind';
import { decide, guess, profileText } from './guess/drafted-value';
import { type FoundColumns, findColumns, timeOf } from './guess/found-columns';
import { tableRules } from './guess/table-rules';
import { type ColumnProfile, columnProfile } from './profile/column-profile';
import { emptyTextsIn } from './profile/empty-texts';
import { type FileSample, lookedAt } from './sample/file-sample';

export type FileDraft = {
  readonly rule: FileRule;
  /** What the checker says of what is left open. */
  readonly open: readonly string[];
};

/** A template cannot name columns that have braces, or no name. */
const canBeNamed = (column: string): boolean => column !== '' && !/[{}]/.test(column) && !column.startsWith('#');

export function fileDraft(sample: FileSample): FileDraft {
  const { columns, rows, format } = sample;
  const cells = columns.map((_, index) => rows.map((row) => row[index] ?? null));
  const emptyTexts = cells.map((each) => emptyTextsIn(each.filter((cell): cell is string => cell !== null)));
  const empties = new Set(emptyTexts.flat());
  const profiles = columns.flatMap((column, index) =>
    canBeNamed(column) ? [columnProfile(column, cells[index]!, empties)] : [],
  );
  const found = findColumns(profiles);
  const drafts = tableRules(sample.file, found);
  const reading = {
    file: unpackedName(sample.file),
    ...(Object.keys(format).length === 0 ? {} : { format }),
    ...(empties.size === 0 ? {} : { empty: [...empties] }),
  };
  const tables = drafts.map(({ rule }) => rule);
  const used = new Set(columnsRead({ ...reading, tables }, '').map(({ column }) => column));
  const notes = [
    lookedAt(sample),
    ...sample.notes,
    ...emptyNotes(columns, emptyTexts, empties),
    ...zoneNotes(profiles, used),
    ...found.misfits.map(guess),
    ...deletedNotes(found),
    ...lackingNotes(tables, profiles),
    ...alsoFittingNotes(found, used),
    ...columns
      .filter((column) => column !== '' && !canBeNamed(column))
      .map((column) => `"${column}" cannot be used: a template cannot name it.`),
    ...profiles.filter(({ column }) => !used.has(column)).map(unusedNote),
  ];
  return { rule: { notes, ...reading, tables }, open: drafts.flatMap(({ open }) => open) };
}

function emptyNotes(
  columns: readonly string[],
  texts: readonly (readonly string[])[],
  empties: ReadonlySet<string>,
): readonly string[] {
  return [...empties].map((text) => {
    const where = columns.filter((_, index) => texts[index]!.includes(text)).map((column) => `"${column}"`);
    return guess(`${JSON.stringify(text)} stands for an empty cell, in ${where.join(', ')}.`);
  });
}

function zoneNotes(profiles: readonly ColumnProfile[], used: ReadonlySet<string>): readonly string[] {
  const onWallClock = profiles.some((profile) => {
    const time = used.has(profile.column) ? timeOf(profile) : null;
    return time?.hasTime === true && !time.hasOffset;
  });
  if (!onWallClock) return [];
  return [
    guess('times without an offset are on the clock of the business time zone; `format.timeZone` names another.'),
  ];
}

/** Columns that every row needs, made of one that some rows lack. */
function lackingNotes(tables: readonly TableRule[], profiles: readonly ColumnProfile[]): readonly string[] {
  return tables.flatMap(({ table, where, columns }) =>
    loadFormat[table].columns.flatMap(({ name, required }) => {
      const value = columns[name] ?? null;
      const text = typeof value === 'string' ? value : value?.value;
      const profile = profiles.find(({ column }) => text === `{${column}}`);
      if (!required || profile === undefined || profile.empty === 0 || where?.column === profile.column) return [];
      return [
        decide(
          `${name} of ${table}: every row needs it, and "${profile.column}" is not always there (${profileText(profile)}). Rows without it go to quarantine, unless \`where\` leaves them out.`,
        ),
      ];
    }),
  );
}

function deletedNotes({ of: { deletedMark } }: FoundColumns): readonly string[] {
  if (deletedMark === undefined || deletedMark.distinct.length < 2) return [];
  const texts = deletedMark.distinct.slice(0, mostShown).map((text) => JSON.stringify(text));
  return [
    decide(
      `"${deletedMark.column}" (${texts.join(', ')}) seems to mark rows that are deleted: \`where\` leaves them out, \`deleted\` takes away what was loaded of them.`,
    ),
  ];
}

const alsoFittingNotes = ({ of, alsoFitting }: FoundColumns, used: ReadonlySet<string>): readonly string[] =>
  Object.entries(alsoFitting).flatMap(([meaning, others]) => {
    const taken = of[meaning as keyof typeof of]!.column;
    const unused = others.filter((column) => !used.has(column)).map((column) => `"${column}"`);
    if (unused.length === 0 || !used.has(taken)) return [];
    return [guess(`"${taken}" was taken; by its name ${unused.join(' or ')} would do as well.`)];
  });

const mostShown = 3;

function unusedNote(profile: ColumnProfile): string {
  const shown = profile.distinct.slice(0, mostShown).map((text) => JSON.stringify(text.slice(0, 30)));
  const more = profile.distinct.length > mostShown ? ', ...' : '';
  const such = shown.length === 0 ? '' : `: ${shown.join(', ')}${more}`;
  return `Not used: "${profile.column}" (${profileText(profile)}${readingOf(profile)})${such}.`;
}

/** As what else than a text the values can be read. */
function readingOf({ number, date, duration }: ColumnProfile): string {
  if (date !== null) return date.date === undefined ? ', dates in ISO 8601' : `, dates: ${JSON.stringify(date.date)}`;
  if (number !== null)
    return number.notation === undefined ? ', numbers' : `, numbers: ${JSON.stringify(number.notation)}`;
  return duration === null ? '' : `, durations: ${JSON.stringify(duration.duration)}`;
}
