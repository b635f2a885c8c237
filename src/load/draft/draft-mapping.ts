// Drafts a mapping from foreign files, for somebody to edit. Nothing of it passes for truth: what was guessed stands in notes that
// begin with "Guess:", and what nobody can tell from the files in notes that begin with "Decide:", mostly in a form that no load
// takes before it is decided.
import { UserError, userErrorsOf } from '../../errors';
import { loadFormat } from '../format/load-format';
import { mappingProblems } from '../mapping/mapping-problems';
import { meaningProblems } from '../mapping/meaning';
import type { Mapping } from '../mapping/schema';
import type { InputFile } from '../read/byte-source';
import { fileKind, unpackedName } from '../read/file-kind';
import { isSingleFile, listFiles } from '../read/load-files';
import { type PassedOver, passedOver } from '../read/passed-over';
import { type FileDraft, fileDraft } from './file-draft';
import { isKnownName } from './guess/column-name';
import { decide } from './guess/drafted-value';
import { draftedFrom } from './sample/refusals';
import { sampleFile } from './sample/sample-file';

export type DraftOptions = {
  /** Whether the first row of the files names their columns; without it that is told by the files. */
  readonly header?: boolean | undefined;
};

export type Draft = {
  readonly mapping: Mapping;
  /** The mapping as JSON. */
  readonly text: string;
  /** How many of its notes ask for a decision. */
  readonly decisions: number;
  readonly files: number;
  readonly passedOver: readonly PassedOver[];
};

/** `paths`: files or folders. Throws where there is nothing to draft from. */
export async function draftMapping(paths: readonly string[], options: DraftOptions = {}): Promise<Draft> {
  const drafts: FileDraft[] = [];
  const leftOut: string[] = [];
  const over: PassedOver[] = [];
  let firstError: UserError | undefined;
  for (const path of paths) {
    const files = await listFiles(path);
    const single = isSingleFile(path, files);
    const drafted = single ? files : await filesToDraft(files);
    over.push(
      ...(await passedOver(
        files.filter((file) => !drafted.includes(file)),
        true,
      )),
    );
    for (const file of drafted) {
      if (drafts.some(({ rule }) => rule.file === unpackedName(file.name))) throw sameName(file);
      try {
        drafts.push(fileDraft(await sampleFile(file, options.header, isKnownName)));
      } catch (error) {
        const [known] = userErrorsOf(error);
        if (known === undefined || single) throw error;
        firstError ??= known;
        leftOut.push(`${file.name} is left out. ${known.message}`);
      }
    }
  }
  if (drafts.length === 0) throw firstError ?? nothingToDraft(paths);
  const mapping = mappingOf(drafts, leftOut);
  check(mapping, drafts);
  return {
    mapping,
    text: `${JSON.stringify(mapping, null, 2)}\n`,
    decisions: decisionsIn(mapping),
    files: drafts.length,
    passedOver: over,
  };
}

/** Text in UTF-16 looks like no text; what is wrong with it otherwise is told when it is looked at. */
async function filesToDraft(files: readonly InputFile[]): Promise<readonly InputFile[]> {
  const found: InputFile[] = [];
  for (const file of files) {
    const { kind } = await fileKind(file);
    const isText = kind === 'binary' && /\.(?:csv|tsv|tab|txt)$/i.test(unpackedName(file.name));
    if (isText || ['rows', 'json', 'workbook', 'parquet'].includes(kind)) found.push(file);
  }
  return found;
}

/** Rows of one key in which a column of several files differs are refused when they are loaded. */
function sharedColumns(drafts: readonly FileDraft[]): readonly string[] {
  return (['customers', 'products', 'agents'] as const).flatMap((table) => {
    const rules = drafts.flatMap(({ rule }) =>
      rule.tables.filter((each) => each.table === table).map(({ columns }) => ({ file: rule.file, columns })),
    );
    const given = rules.flatMap(({ columns }) => Object.keys(columns));
    const twice = [...new Set(given.filter((name, index) => given.indexOf(name) !== index))];
    const attributes = twice.filter((name) => !loadFormat[table].key.includes(name));
    if (attributes.length === 0) return [];
    const files = rules.map(({ file }) => file).join(', ');
    const named = attributes.join(', ');
    return [
      decide(
        `several files give ${named} of ${table} (${files}): rows of one key that differ in it go to quarantine; leave it to one of them.`,
      ),
    ];
  });
}

function mappingOf(drafts: readonly FileDraft[], leftOut: readonly string[]): Mapping {
  const files = drafts.map(({ rule }) => rule);
  const shared = sharedColumns(drafts);
  return {
    description:
      'A draft, made from what was looked at of the files. Nothing of it is known to be right: read it, decide what is open, try it with load --dry-run, and then write here what it is.',
    notes: [
      'Notes that begin with "Guess:" say what was guessed, those that begin with "Decide:" what the files do not tell.',
      ...shared,
      ...leftOut,
    ],
    files,
  };
}

const decisionsIn = ({ notes = [], files }: Mapping): number =>
  [
    ...notes,
    ...files.flatMap((file) => [...(file.notes ?? []), ...file.tables.flatMap((table) => table.notes ?? [])]),
  ].filter((note) => note.startsWith('Decide:')).length;

/** A draft is a valid mapping, but for what is left open. */
function check(mapping: Mapping, drafts: readonly FileDraft[]): void {
  const open = drafts.flatMap((draft) => draft.open);
  const found = mappingProblems(mapping);
  const problems = found.length > 0 ? found : meaningProblems(mapping);
  const others = problems.filter((problem) => !open.some((each) => problem.endsWith(`: ${each}`)));
  if (others.length > 0) throw new Error(`A draft is not valid: ${others.join('; ')}`);
}

const sameName = ({ name, path }: InputFile): UserError =>
  new UserError('INVALID_ARGUMENT', {
    argument: path,
    problem: `another file is named ${name} as well`,
    hint: 'A mapping knows files by their names: draft one mapping for each folder.',
  });

const nothingToDraft = (paths: readonly string[]): UserError =>
  new UserError('INVALID_ARGUMENT', {
    argument: paths.join(' '),
    problem: 'no file in it can be drafted from',
    hint: draftedFrom,
  });
