// Opens the look-ups of a mapping: their files are found and their columns checked before a row is read; their rows are read when
// the rows of the load are.
import type { InputFile } from '../../read/byte-source';
import { conditionTest } from '../condition';
import { type ForeignFile, openForeignFile } from '../foreign-file';
import { withMadeColumns } from '../made-columns';
import { isMadeHeader } from '../made-header';
import type { CheckedMapping } from '../mapping';
import { columnsOfLookup, lookupsAsked, wholeLookupParts } from '../parts';
import { isProblem, type LookUp, type Maker, type Reading, unnumberedRow } from '../row';
import { asLookupReads, isTaken, type LookupRule, type ReadingRule, stepContextOf, type Value } from '../schema';
import { type LoadClock, timesOf } from '../times';
import { madeKey, makersOf, valueMaker } from '../value';
import { type FilledLookUp, filledLookUp } from './look-up';

export type OpenLookUps = {
  readonly lookUp: (name: string) => LookUp;
  readonly problems: readonly string[];
  /** Resolves when the rows of all look-ups are read. */
  fill(): Promise<void>;
  close(): void;
};

/** What the files of a load are called, and the time it takes place at. */
export type LoadSurroundings = {
  readonly filesOf: (
    rule: ReadingRule,
    pointer: string,
  ) => { readonly files: readonly InputFile[]; readonly problem: string | null };
  readonly now: LoadClock;
};

type OpenLookUp = { readonly rule: LookupRule; readonly files: readonly ForeignFile[]; readonly filled: FilledLookUp };

export async function openLookUps(mapping: CheckedMapping, { filesOf, now }: LoadSurroundings): Promise<OpenLookUps> {
  const open = new Map<string, OpenLookUp>();
  const problems: string[] = [];
  for (const [name, given] of Object.entries(mapping.lookups ?? {})) {
    const pointer = `lookups.${name}`;
    const rule = asLookupReads(given, mapping);
    const found = filesOf(rule, pointer);
    if (found.problem !== null) problems.push(found.problem);
    const files: ForeignFile[] = [];
    for (const file of found.files)
      files.push(
        await openForeignFile(file, rule, {
          wanted: columnsOfLookup(rule, pointer),
          alsoReads: isMadeHeader(wholeLookupParts(rule, pointer)),
          mappingPath: mapping.path,
          pointer,
          clock: now,
        }),
      );
    problems.push(...files.flatMap((file) => file.problems));
    open.set(name, { rule, files, filled: filledLookUp(name, rule, timesOf(rule.format?.timeZone, now)) });
  }
  const lookUp = (name: string): LookUp => open.get(name)!.filled;
  let filling: Promise<void> | undefined;
  const fillAll = async () => {
    const filled = new Set<string>();
    // Those that one asks are filled before it; a mapping whose look-ups ask in a circle is refused before.
    const fillOne = async (name: string): Promise<void> => {
      if (filled.has(name)) return;
      filled.add(name);
      const own = open.get(name)!;
      for (const asked of lookupsAsked(wholeLookupParts(own.rule, ''))) await fillOne(asked);
      for (const file of own.files) await fillFrom(file, own, { ...stepContextOf(mapping), lookUp, now });
    };
    for (const name of open.keys()) await fillOne(name);
  };
  return {
    lookUp,
    problems,
    fill() {
      filling ??= fillAll();
      return filling;
    },
    close() {
      for (const { filled } of open.values()) filled.close();
    },
  };
}

async function fillFrom(
  file: ForeignFile,
  { rule, filled }: OpenLookUp,
  surroundings: Omit<Reading, 'cell' | 'cellUnder' | 'times'>,
): Promise<void> {
  const reading = withMadeColumns(rule, { ...surroundings, cell: file.cell, cellUnder: file.cell, times: file.times });
  const meets = rule.where === undefined ? () => true : conditionTest(rule.where, reading, valueMaker);
  const keyMakers = makersOf(rule.key, reading);
  const asOf = valueMaker(rule.asOf ?? null, reading);
  const values = Object.values(rule.values);
  const of = values.map((value) => valueMaker(isTaken(value) ? (value.of ?? present) : value, reading));
  const by = values.map((value): Maker => valueMaker(isTaken(value) ? (value.by ?? null) : null, reading));
  for await (const { rows } of file.rowFile.batches()) {
    for (const row of rows) {
      const place = `${file.file.name} line ${row.line}`;
      if (row.kind === 'bad') {
        filled.addUnreadable(place, row.problem);
        continue;
      }
      const mapped = unnumberedRow(file.present(row.cells));
      const met = meets(mapped);
      const key = met === true ? madeKey(keyMakers, mapped) : met;
      if (isProblem(key)) filled.addUnreadable(place, key);
      else if (Array.isArray(key)) {
        filled.add({
          key,
          asOf: asOf(mapped),
          of: of.map((make) => make(mapped)),
          by: by.map((make) => make(mapped)),
        });
      }
    }
  }
}

/** What rows are counted by that are counted as such. */
const present: Value = 'row';
