// Cuts the records out of a JSON document that arrives in chunks: the elements of one array, each as the text it is. The document
// is held to the grammar to its end, so that one cut short, or with something behind it, is never taken for a whole one.
import { Tokenizer, TokenType } from '@streamparser/json';
import { invalidMarker, longestRow } from '../../format/row-problem';

export type RecordText = { readonly line: number; readonly text: string; readonly tooLong: boolean };

export type DocumentSplitter = {
  /** The records that are complete now; `line` is their number. */
  push(text: string, last: boolean): RecordText[];
  /** What the document turned out to hold at the place of the records. */
  readonly outcome: () => DocumentOutcome;
};

export type DocumentOutcome = {
  readonly empty: boolean;
  readonly failure: string | null;
  /** Whether there was something at the path, and what if it holds no records. */
  readonly found: boolean;
  readonly misfit: string | null;
  /** The keys beside the first key of the path that was not there. */
  readonly keys: readonly string[];
};

/** Stands for bytes that were not valid while text is bytes again; no text holds it. */
const marker = '\uFFFF';
const mostKeys = 20;
const longestToken = 64_000_000;

type Container = { readonly kind: 'object' | 'array'; readonly matched: number; key: string | null };
type Expected = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'nothing';

/** `path`: the keys to the array of records; undefined: the document is that array, or one record. */
export function documentSplitter(path: readonly string[] | undefined): DocumentSplitter {
  const keysTo = path ?? [];
  const tokenizer = new Tokenizer();
  const open: Container[] = [];
  const keys: string[] = [];
  let expected: Expected = 'value';
  let failure: string | null = null;
  let found = false;
  let misfit: string | null = null;
  let empty = true;
  let count = 0;
  /** The depth at which the records are elements; of a single record that at which it stands. */
  let elementsAt = -1;
  let records: RecordText[] = [];
  let recordFrom = -1;
  let recordDepth = -1;
  let pieces: Buffer[] = [];
  let piecesLength = 0;
  let chunk: Buffer = Buffer.alloc(0);
  let chunkFrom = 0;
  let lastToken = 0;

  const endRecord = (end: number) => {
    keep(end);
    const text = Buffer.concat(pieces).toString('utf8').replaceAll(marker, invalidMarker);
    const tooLong = piecesLength > longestRow * 4 || text.length > longestRow;
    count += 1;
    records.push({ line: count, text: tooLong ? text.slice(0, longestRow) : text, tooLong });
    recordFrom = -1;
    pieces = [];
    piecesLength = 0;
  };
  const keep = (end: number) => {
    const from = Math.max(recordFrom, chunkFrom) - chunkFrom;
    piecesLength += end - chunkFrom - from;
    if (piecesLength <= longestRow * 4) pieces.push(chunk.subarray(from, end - chunkFrom));
  };
  const beginRecord = (offset: number) => {
    recordFrom = offset;
    recordDepth = open.length;
  };
  const fail = (problem: string) => {
    failure ??= problem;
  };

  /** How many keys of the path the value that begins here has matched; -1 where it is off the path. */
  const matchedHere = (): number => {
    const around = open.at(-1);
    if (around === undefined) return 0;
    return around.kind === 'object' && around.matched >= 0 && around.key === keysTo[around.matched]
      ? around.matched + 1
      : -1;
  };

  const scalar = (value: unknown) => {
    if (recordFrom >= 0) return;
    if (open.length === elementsAt) {
      count += 1;
      records.push({ line: count, text: JSON.stringify(value), tooLong: false });
    } else if (matchedHere() === keysTo.length) {
      found = true;
      if (value !== null) misfit = `a ${typeof value}`;
    }
  };

  const openContainer = (kind: Container['kind'], offset: number) => {
    let matched = -1;
    if (recordFrom < 0) {
      if (open.length === elementsAt) beginRecord(offset);
      else {
        matched = matchedHere();
        if (matched === keysTo.length) {
          found = true;
          if (kind === 'array') elementsAt = open.length + 1;
          else beginRecord(offset);
          matched = -1;
        }
      }
    }
    open.push({ kind, matched, key: null });
    expected = kind === 'object' ? 'keyOrEnd' : 'valueOrEnd';
  };

  const closeContainer = (kind: Container['kind'], offset: number) => {
    if (open.at(-1)?.kind !== kind) return fail(`unexpected ${kind === 'object' ? '}' : ']'} at byte ${offset}`);
    open.pop();
    if (recordFrom >= 0 && open.length === recordDepth) endRecord(offset + 1);
    if (open.length < elementsAt) elementsAt = -1;
    expected = open.length === 0 ? 'nothing' : 'commaOrEnd';
  };

  const afterValue = () => {
    expected = open.length === 0 ? 'nothing' : 'commaOrEnd';
  };

  const cutShort = () => fail(`it ends before it is complete, after ${count} ${count === 1 ? 'record' : 'records'}`);

  let ending = false;
  tokenizer.onError = (error) => {
    if (ending) return cutShort();
    const [, what, at] = /^Unexpected (".*") at .*absolute position "(\d+)"/s.exec(error.message) ?? [];
    fail(what === undefined ? error.message : `unexpected ${what} at byte ${at}`);
  };
  tokenizer.onToken = ({ token, value, offset }) => {
    if (failure !== null) return;
    empty = false;
    lastToken = offset;
    const takesValue = expected === 'value' || expected === 'valueOrEnd';
    if (expected === 'nothing') {
      fail(`more follows behind its end, at byte ${offset} (a file of one object a line ends in .ndjson)`);
    } else if (token === TokenType.LEFT_BRACE && takesValue) openContainer('object', offset);
    else if (token === TokenType.LEFT_BRACKET && takesValue) openContainer('array', offset);
    else if (token === TokenType.RIGHT_BRACE && (expected === 'keyOrEnd' || expected === 'commaOrEnd')) {
      closeContainer('object', offset);
    } else if (token === TokenType.RIGHT_BRACKET && (expected === 'valueOrEnd' || expected === 'commaOrEnd')) {
      closeContainer('array', offset);
    } else if (token === TokenType.COMMA && expected === 'commaOrEnd') {
      expected = open.at(-1)!.kind === 'object' ? 'key' : 'value';
    } else if (token === TokenType.COLON && expected === 'colon') expected = 'value';
    else if (token === TokenType.STRING && (expected === 'key' || expected === 'keyOrEnd')) {
      const around = open.at(-1)!;
      around.key = value as string;
      if (around.matched >= 0 && keys.length < mostKeys) keys.push(around.key);
      expected = 'colon';
    } else if (takesValue && token !== TokenType.COMMA && token !== TokenType.COLON && !isEnd(token)) {
      scalar(value);
      afterValue();
    } else fail(`unexpected ${JSON.stringify(value)} at byte ${offset}`);
  };

  return {
    push(text, last) {
      chunk = Buffer.from(text.includes(invalidMarker) ? text.replaceAll(invalidMarker, marker) : text, 'utf8');
      if (failure === null) tokenizer.write(chunk);
      if (recordFrom >= 0 && failure === null) keep(chunkFrom + chunk.length);
      chunkFrom += chunk.length;
      if (chunkFrom - lastToken > longestToken) fail(`a text of it is longer than ${longestToken / 1_000_000} MB`);
      if (last && failure === null) {
        ending = true;
        tokenizer.end();
        if (!empty && expected !== 'nothing') cutShort();
      }
      const given = records;
      records = [];
      return given;
    },
    outcome: () => ({ empty, failure, found, misfit, keys }),
  };
}

const isEnd = (token: TokenType): boolean => token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET;
