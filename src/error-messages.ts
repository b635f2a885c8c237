// What every error says that a user can cause or mend: code, typed parameters, sentence and hint. schema/errors.md is generated
// from this table.
import { didYouMean, suggestion } from './did-you-mean';

type RejectedPlace = { readonly file: string; readonly line: number; readonly message: string };
export type Message = { readonly sentence: string; readonly hint?: string; readonly allowed?: readonly string[] };

export const messages = {
  // Configuration and start
  INVALID_CONFIGURATION: (p: { problems: readonly string[] }): Message => ({
    sentence: `The environment is not valid: ${p.problems.join('; ')}.`,
    hint: 'The README lists every variable with its default.',
  }),
  PORT_TAKEN: (p: { host: string; port: number }): Message => ({
    sentence: `The port ${p.port} of ${p.host} is taken by another program.`,
    hint: 'Stop that program, or set PORT to another number; PORT=0 takes a free one.',
  }),
  // Warehouse
  DATABASE_UNAVAILABLE: (p: { database: string; problem: string; hint: string }): Message => ({
    sentence: `The database ${p.database} cannot be used: ${p.problem}.`,
    hint: p.hint,
  }),
  CITUS_MISSING: (p: { database: string }): Message => ({
    sentence: `The database ${p.database} has no Citus extension: its tables cannot be spread over servers.`,
    hint: 'Run CREATE EXTENSION citus in it on a coordinator (Citus 13 or later), add the workers with citus_add_node, and run the command again. On one server nothing has to be distributed.',
  }),
  BUSY: (p: { retryAfterSeconds: number }): Message => ({
    sentence: 'The server has as much to do as it takes on at once, and no place became free in time.',
    hint: `Try again in ${p.retryAfterSeconds} seconds, with fewer questions at once.`,
  }),
  SETTING_CHANGED: (p: { changes: readonly { variable: string; stored: string; given: string }[] }): Message => ({
    sentence: `The warehouse was made with ${p.changes.map((c) => `${c.variable}=${c.stored}`).join(', ')}, and the environment now says ${p.changes.map((c) => `${c.variable}=${c.given}`).join(', ')}.`,
    hint: 'Run `npm run -s astrolabe -- recompute` with the new values to derive the stored tables anew, leave the variables out to keep the stored values, or start another warehouse with another DATA_DIR or DATABASE_URL.',
  }),
  // Access
  UNAUTHENTICATED: (_: Record<string, never>): Message => ({
    sentence: 'The request does not prove who asks.',
    hint: 'Send one header Authorization: Bearer CREDENTIAL, with a key or token that is valid.',
  }),
  UNKNOWN_KEY: (p: { given: string }): Message => ({
    sentence: `There is no key ${p.given}.`,
    hint: 'The command keys list lists the keys with their numbers.',
  }),
  FORBIDDEN: (p: { asked: string; role: string; permission: string; roles: readonly string[] }): Message => ({
    sentence: `The role ${p.role} may not ask for ${p.asked}.`,
    hint: `It takes the permission ${p.permission}, which ${p.roles.length === 1 ? 'only ' : ''}${p.roles.join(', ')} ${p.roles.length === 1 ? 'has' : 'have'}.`,
  }),
  // Questions
  UNKNOWN_METRIC: (p: { given: string; allowed: readonly string[] }): Message => ({
    sentence: `There is no metric ${p.given}.`,
    ...suggestion(p.given, p.allowed),
  }),
  UNKNOWN_DIMENSION: (p: { given: string; allowed: readonly string[] }): Message => ({
    sentence: `There is no dimension ${p.given}.`,
    ...suggestion(p.given, p.allowed),
  }),
  UNKNOWN_MEMBER: (p: { dimension: string; given: string; allowed: readonly string[] }): Message => {
    // Of numbers none is near another.
    const { hint, allowed } = /^-?\d+$/.test(p.given) ? { allowed: p.allowed } : suggestion(p.given, p.allowed);
    return {
      sentence: `${p.dimension} has no member "${p.given}".`,
      hint: [
        ...(hint === undefined ? [] : [hint]),
        allowed.length <= 24 ? `Its members are ${allowed.join(', ')}.` : 'dimensionValues lists its members.',
      ].join(' '),
      allowed: allowed.slice(0, 50),
    };
  },
  UNKNOWN_SEGMENT: (p: { given: string; allowed: readonly string[] }): Message => ({
    sentence: `There is no segment ${p.given}.`,
    ...suggestion(p.given, p.allowed),
  }),
  SEGMENT_IN_USE: (p: { segment: string; usedBy: readonly string[] }): Message => ({
    sentence: `The segment ${p.segment} is part of ${p.usedBy.join(', ')}.`,
    hint: 'Take it out of their filters first, or delete them.',
  }),
  METRIC_NOT_PER_CUSTOMER: (p: { metric: string; allowed: readonly string[] }): Message => ({
    sentence: `The metric ${p.metric} cannot be judged for one customer.`,
    hint: `These can: ${p.allowed.join(', ')}.`,
    allowed: p.allowed,
  }),
  REQUEST_ABANDONED: (_: Record<string, never>): Message => ({
    sentence: 'The client went away before its answer was there; its statements were cancelled.',
  }),
  REPLICA_LOST: (_: Record<string, never>): Message => ({
    sentence: 'The copy that the request was being answered from was lost, and the data has changed since.',
    hint: 'Send the request again.',
  }),
  STATEMENT_TIMEOUT: (p: { seconds: number }): Message => ({
    sentence: `A statement of the question ran for longer than ${p.seconds} seconds and was cancelled.`,
    hint: 'Ask for fewer dimensions, a coarser grain or a shorter period, or raise STATEMENT_TIMEOUT_SECONDS.',
  }),
  TOO_MUCH_TEMPORARY_SPACE: (_: Record<string, never>): Message => ({
    sentence: 'A statement of the question needed more temporary space than the database gives to one.',
    hint: 'Ask for fewer dimensions, a coarser grain or a shorter period.',
  }),
  DATA_VERSION_NOT_REACHED: (p: { wanted: string; current: string }): Message => ({
    sentence: `The data is at version ${p.current}; version ${p.wanted} did not arrive in time.`,
    hint: 'Ask with the version that an ingest or dataStatus gave.',
  }),
  METRIC_NOT_SLICEABLE: (p: { metric: string; dimension: string; allowed: readonly string[] }): Message => ({
    sentence: `The metric ${p.metric} cannot be sliced or filtered by ${p.dimension}.`,
    hint: `It goes with: ${p.allowed.join(', ') || 'no dimension'}.`,
    allowed: p.allowed,
  }),
  NOT_SLICEABLE: (p: { what: string; dimension: string; allowed: readonly string[] }): Message => ({
    sentence: `${p.what} cannot be sliced or filtered by ${p.dimension}.`,
    hint: `It goes with: ${p.allowed.join(', ')}.`,
    allowed: p.allowed,
  }),
  INVALID_PERIOD: (p: { problem: string; hint: string }): Message => ({ sentence: p.problem, hint: p.hint }),
  INVALID_FILTER: (p: { path: string; problem: string; hint: string }): Message => ({
    sentence: `The filter at ${p.path} is not valid: ${p.problem}.`,
    hint: p.hint,
  }),
  INVALID_ARGUMENT: (p: { argument: string; problem: string; hint: string }): Message => ({
    sentence: `The argument ${p.argument} is not valid: ${p.problem}.`,
    hint: p.hint,
  }),
  INVALID_VALUE: (p: { type: string; given: string; expected: string }): Message => ({
    sentence: `${p.given} is not a ${p.type}.`,
    hint: `Write ${p.expected}.`,
  }),
  TOO_DEEP: (_: Record<string, never>): Message => ({
    sentence: 'The request is nested too deep to be read.',
    hint: 'Flatten it: a filter may be nested 20 deep.',
  }),
  NO_METRIC: (_: Record<string, never>): Message => ({
    sentence: 'The question names no metric.',
    hint: 'Select at least one metric field; catalog lists them.',
  }),
  INVALID_CURSOR: (p: { given: string }): Message => ({
    sentence: `The cursor ${p.given} was not issued by this server.`,
    hint: 'Send back the endCursor of the page before, or leave `after` out to start again.',
  }),
  CURSOR_OF_OTHER_QUESTION: (_: Record<string, never>): Message => ({
    sentence: 'The cursor belongs to another question.',
    hint: 'Send a cursor with the arguments it was issued for, or leave `after` out to start again.',
  }),
  CURSOR_EXPIRED: (p: { issued: string; current: string }): Message => ({
    sentence: `The cursor is of change ${p.issued} of what the question reads, which is now at change ${p.current}.`,
    hint: 'Leave `after` out to start again.',
  }),
  /** `atLeast`: not all of them were counted. */
  TOO_MANY_GROUPS: (p: { groups: number; limit: number; atLeast?: boolean }): Message => ({
    sentence: `The question has ${p.atLeast ? 'at least ' : ''}${p.groups} groups, more than the limit of ${p.limit}.`,
    hint: 'Ask for fewer dimensions, a coarser grain, a shorter period or a filter.',
  }),
  /** `limit`: the variable that sets it; `what`: what is counted. */
  QUERY_TOO_LARGE: (p: { limit: string; what: string; allowed: number; asked: number; hint: string }): Message => ({
    sentence: `The request comes to ${p.asked} ${p.what}, more than the limit of ${p.allowed} (${p.limit}).`,
    hint: p.hint,
  }),
  CIRCULAR_FRAGMENT: (p: { fragment: string }): Message => ({
    sentence: `The fragment ${p.fragment} spreads itself.`,
    hint: 'A fragment may spread others, none of which leads back to it.',
  }),
  DOCUMENT_NOT_TRUSTED: (p: { hash: string }): Message => ({
    sentence: `The document ${p.hash} is not listed among those that are answered here.`,
    hint: 'Send a document of the manifest unchanged, or its SHA-256 hash as extensions.persistedQuery.sha256Hash or documentId.',
  }),
  // Loading
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
  // Customers
  UNKNOWN_CUSTOMER: (p: { given: string }): Message => ({
    sentence: `There is no customer ${p.given}.`,
    hint: 'A customer is named by its id, as its source writes it.',
  }),
  CUSTOMER_ERASED: (p: { given: string }): Message => ({
    sentence: `The customer ${p.given} was erased.`,
    hint: 'An erasure cannot be taken back; what happened stays, with a customer without name.',
  }),
  ERASURE_UNFINISHED: (p: { problem: string }): Message => ({
    sentence: `The customer is erased, but files of the database may still hold what was erased: ${p.problem}.`,
    hint: 'Erase it once more when that is over; what is left to do is done then.',
  }),
  ALREADY_MERGED: (p: { from: string; into: string; load: number }): Message => ({
    sentence: `The customer ${p.from} is merged into ${p.into} already.`,
    hint: `Unloading load ${p.load} parts them again.`,
  }),
  MERGED_WITH_ITSELF: (p: { given: string }): Message => ({
    sentence: `The customer ${p.given} cannot be merged into itself.`,
    hint: 'Name the customer that goes first, then the one that stays.',
  }),
  MERGED_IN_CIRCLE: (p: { from: string; into: string }): Message => ({
    sentence: `The customer ${p.from} cannot be merged into ${p.into}, which is merged into ${p.from}.`,
    hint: 'Merge them the other way round, or unload the load that merged them first.',
  }),
  INVALID_MAPPING: (p: { mapping: string; problems: readonly string[] }): Message => ({
    sentence: `The mapping ${p.mapping} is not valid: ${p.problems.join('; ')}.`,
    hint: 'schema/load-mapping.schema.json states what a mapping may say.',
  }),
  INVALID_JUDGEMENT_RULES: (p: { file: string; problems: readonly string[] }): Message => ({
    sentence: `The judgement rules ${p.file} are not valid: ${p.problems.join('; ')}.`,
    hint: 'schema/judgement-rules.schema.json states what they may say, with every default.',
  }),
} as const;
