// Turns bytes into text: UTF-8 with or without byte order mark, or the encoding a mapping names. Bytes that are no
// valid text come out as `invalidMarker`, so that only the rows that hold them are refused.
import { isUtf8 } from 'node:buffer';
import { getDecoder } from 'iconv-lite';
import { UserError } from '../../errors';
import { invalidMarker } from '../format/row-problem';
import { type InputFile, readBytes } from './byte-source';
import { containerOf } from './file-kind';

export type TextChunk = { readonly text: string; readonly bytesRead: number; readonly last: boolean };

type Decode = { chunk(bytes: Buffer): string; end(): string };

/** The text of a file in chunks; the last one (perhaps empty) is marked. */
export async function* readText(file: InputFile, encoding: string): AsyncGenerator<TextChunk> {
  const decode = encoding === 'utf8' ? utf8Decoder() : otherDecoder(encoding);
  let first = true;
  let bytesRead = 0;
  for await (const chunk of readBytes(file)) {
    bytesRead = chunk.bytesRead;
    if (first) refuseContainer(file, chunk.bytes);
    if (first && encoding === 'utf8') refuseUtf16(file, chunk.bytes);
    let text = decode.chunk(chunk.bytes);
    if (text === '') continue;
    if (first && text.charCodeAt(0) === 0xfeff) text = text.slice(1);
    first = false;
    yield { text, bytesRead, last: false };
  }
  yield { text: decode.end(), bytesRead, last: true };
}

function refuseContainer(file: InputFile, bytes: Buffer): void {
  const found = containerOf(bytes);
  if (found === undefined) return;
  throw new UserError('NOT_TEXT', { file: file.name, found: found === 'archive' ? 'archive' : 'workbook' });
}

function refuseUtf16(file: InputFile, bytes: Buffer): void {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff')
    throw new UserError('WRONG_ENCODING', { file: file.name, encoding: 'UTF-16' });
}

function utf8Decoder(): Decode {
  let held: Buffer = Buffer.alloc(0);
  return {
    chunk(bytes) {
      const joined = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
      const whole = joined.length - unfinishedBytes(joined);
      held = joined.subarray(whole);
      return decodeUtf8(joined.subarray(0, whole));
    },
    end: () => decodeUtf8(held),
  };
}

/** How many bytes at the end begin a character that the next chunk may complete. */
function unfinishedBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? back : 0;
    }
  }
  return 0;
}

function decodeUtf8(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  // Line by line, so that a true U+FFFD in a sound line stays what it is.
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; ) {
    const feed = bytes.indexOf(10, start);
    const end = feed === -1 ? bytes.length : feed + 1;
    const line = bytes.subarray(start, end);
    lines.push(isUtf8(line) ? line.toString('utf8') : line.toString('utf8').replaceAll('\uFFFD', invalidMarker));
    start = end;
  }
  return lines.join('');
}

function otherDecoder(encoding: string): Decode {
  const decoder = getDecoder(encoding, { stripBOM: false });
  const marked = (text: string | undefined) => (text ?? '').replaceAll('\uFFFD', invalidMarker);
  return { chunk: (bytes) => marked(decoder.write(bytes)), end: () => marked(decoder.end()) };
}
