// Of files, rows and loads.
import { didYouMean, suggestion } from '../did-you-mean';
import type { Message } from './message';

type RejectedPlace = { readonly file: string; readonly line: number; readonly message: string };

export const loadingMessages = {
  PATH_NOT_FOUND: (p: { path: string }): Message => ({
    sentence: `There is no file or folder ${p.path}.`,
    hint: 'Give a folder with customers.csv, transactions.csv, ..., or one such file.',
  }),
  FILE_NOT_READABLE: (p: { file: string; problem: string }): Message => ({
    sentence: `The file ${p.file} cannot be read: ${p.problem}.`,
  }),
  NOTHING_TO_LOAD: (p: { path: string; help: readonly string[]; allowed: readonly string[] }): Message => ({
    sentence: `There is nothing to load in ${p.path}.`,
    hint:
      p.help.length === 0
        ? 'A load is a folder with files such as customers.csv, interactions.ndjson or transactions.csv.gz.'
        : p.help.join('\n'),
    allowed: p.allowed,
  }),
  UNKNOWN_FILE: (p: { file: string; help: readonly string[]; allowed: readonly string[] }): Message => ({
    sentence: `The file ${p.file} is none of the load format.`,
    hint: p.help.length === 0 ? undefined : p.help.join('\n'),
    allowed: p.allowed,
  }),
  NOT_TEXT: (p: { file: string; found: 'workbook' | 'archive' }): Message => ({
    sentence: `The file ${p.file} is ${p.found === 'workbook' ? 'a workbook' : 'an archive'}, whatever its name, and not text.`,
    hint:
      p.found === 'workbook'
        ? 'Give it the ending .xlsx, or open it and save its sheet as CSV UTF-8.'
        : 'Give it the ending .zip, or unpack it and load the files that come out.',
  }),
  WORKBOOK_FORMAT: (p: { file: string; found: string }): Message => ({
    sentence: `The workbook ${p.file} is written as ${p.found}, which is not read.`,
    hint: 'Open it, and save it as XLSX or its sheet as CSV UTF-8.',
  }),
  PROTECTED_FILE: (p: { file: string }): Message => ({
    sentence: `The file ${p.file} is protected with a password.`,
    hint: 'Save it without password, and load that.',
  }),
  DUPLICATE_FILE: (p: { file: string; places: readonly string[] }): Message => ({
    sentence: `Two files of the load are named ${p.file}: ${p.places.join(' and ')}.`,
    hint: 'Nothing was loaded. Load one of them, or give each a name of its own.',
  }),
  WRONG_DELIMITER: (p: { file: string; found: string; setting: string }): Message => ({
    sentence: `The cells of ${p.file} are separated by ${p.found}, not by commas.`,
    hint: `Save it with commas, or load it with a mapping (--map FILE) whose format says ${p.setting}; docs/load-format.md shows one.`,
  }),
  EMPTY_FILE: (p: { file: string }): Message => ({
    sentence: `The file ${p.file} is empty.`,
    hint: 'Leave a table without rows out of the load, or give its header row alone.',
  }),
  CORRUPT_FILE: (p: { file: string; problem: string }): Message => ({
    sentence: `The file ${p.file} is damaged or cut short: ${p.problem}.`,
    hint: 'Nothing was loaded. Fetch the file again and repeat the load.',
  }),
  WRONG_ENCODING: (p: { file: string; encoding: string }): Message => ({
    sentence: `The file ${p.file} is written in ${p.encoding}, not in UTF-8.`,
    hint: 'Save it as UTF-8, or name its encoding in a mapping.',
  }),
  INVALID_HEADER: (p: { file: string; problem: string }): Message => ({
    sentence: `The header of ${p.file} is not valid: ${p.problem}.`,
  }),
  /** `taken`: the name by which a mapping would read one of them, and which another column has. */
  DUPLICATE_COLUMN: (p: { file: string; column: string; taken?: string }): Message => ({
    sentence:
      p.taken === undefined
        ? `The header of ${p.file} has the column ${p.column} twice.`
        : `The header of ${p.file} has the column ${p.column} several times, and another is called ${p.taken}, as one of these would be.`,
    hint:
      p.taken === undefined
        ? 'Every column stands once; a mapping (--map FILE) reads the others as "NAME (2)", "NAME (3)".'
        : 'Give each column a name of its own.',
  }),
  UNKNOWN_COLUMN: (p: { file: string; column: string; line: number; allowed: readonly string[] }): Message => ({
    sentence: `The column ${p.column} of ${p.file} (line ${p.line}) is not in the load format.`,
    ...suggestion(p.column, p.allowed),
  }),
  RESERVED_COLUMN: (p: { file: string; column: string }): Message => ({
    sentence: `The column ${p.column} of ${p.file} has a reserved name.`,
    hint: 'Columns that begin with x_ are kept for later use; leave it out.',
  }),
  MISSING_COLUMN: (p: { file: string; column: string; found: readonly string[] }): Message => {
    const nearest = didYouMean(p.column, p.found);
    return {
      sentence: `The file ${p.file} lacks the column ${p.column}.`,
      hint: `It has ${p.found.join(', ')}.${nearest === undefined ? '' : ` Is it ${nearest}?`}`,
    };
  },
  TOO_MANY_ERRORS: (p: { limit: string; count: number; first: readonly RejectedPlace[] }): Message => ({
    sentence: `Nothing was loaded: ${p.count} ${p.count === 1 ? 'row is' : 'rows are'} not valid, more than the limit of ${p.limit}.`,
    hint: `The first: ${p.first.map((each) => `${each.file} line ${each.line}: ${each.message}`).join(' ')} Mend them, or raise --max-errors to load the other rows.`,
  }),
  TOO_MANY_ROWS: (p: { argument: string; given: number; limit: number }): Message => ({
    sentence: `The argument ${p.argument} has ${p.given} rows, more than the limit of ${p.limit}.`,
    hint: 'Nothing was stored. Send them in several calls, or load them from a file.',
  }),
  OUTSIDE_ROW_SCOPE: (p: { argument: 'rows' | 'ids'; places: string }): Message => ({
    sentence: `What stands in ${p.argument} at ${p.places} (counted from 0) is about customers outside of your row scope, or would move one out of it.`,
    hint: 'Nothing was stored. Leave these out, or let somebody send them who sees those customers; a new customer has to lie inside of the scope itself.',
  }),
  IDEMPOTENCY_KEY_REUSED: (p: { key: string }): Message => ({
    sentence: `The idempotency key ${p.key} belongs to another call: it came with other rows before.`,
    hint: 'Nothing was stored. Give every call a key of its own, and send the same key only with the same rows in the same order.',
  }),
  HOLDS_SAMPLE: (_: Record<string, never>): Message => ({
    sentence: 'The warehouse holds the simulated company, which real data must not be mixed with.',
    hint: 'Load with --replace-sample to remove it first, or start an empty warehouse with another DATA_DIR and SAMPLE=off.',
  }),
  UNKNOWN_LOAD: (p: { given: string }): Message => ({
    sentence: `There is no load ${p.given}.`,
    hint: 'The command status lists the loads with their numbers.',
  }),
  NOT_UNLOADABLE: (p: { load: number; problem: string }): Message => ({
    sentence: `Load ${p.load} cannot be taken back: ${p.problem}.`,
    hint: 'The command status lists the loads with their numbers.',
  }),
  NOT_CONFIRMED: (p: { load: number }): Message => ({
    sentence: `Load ${p.load} was not taken back: there is nobody here to agree to it.`,
    hint: 'Give --yes to take it back without being asked.',
  }),
} as const;
