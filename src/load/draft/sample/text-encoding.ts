// Guesses how the text of a file is encoded: UTF-8 where that reads it, UTF-16 by its mark or its zeros, else GB18030 or
// windows-1252 by which of the two reads the other lines without a gap and as what people write.
import { isAscii, isUtf8 } from 'node:buffer';
import { decode } from 'iconv-lite';
import { type InputFile, readBytes } from '../../read/byte-source';

export type EncodingGuess = {
  readonly encoding: 'utf8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';
  /** Why it was taken, where the file itself does not say so. */
  readonly note?: string;
};

/** How much of a file is looked at, and how much of what is no UTF-8 is kept. */
export const mostBytes = 64 * 1024 * 1024;
const mostKept = 256 * 1024;

/** Lines that are no UTF-8 in a file that otherwise is: fewer than one in so many. */
const fewInvalid = 20;

/** Null where no encoding reads the file as text. */
export async function guessEncoding(file: InputFile): Promise<EncodingGuess | null> {
  const invalid: Buffer[] = [];
  let [validLines, invalidLines, kept, seen] = [0, 0, 0, 0];
  let first = true;
  let rest = Buffer.alloc(0);
  const look = (lines: Buffer) => {
    if (isAscii(lines)) return;
    for (const line of linesOf(lines)) {
      if (isAscii(line)) continue;
      if (isUtf8(line)) validLines += 1;
      else {
        invalidLines += 1;
        if (kept < mostKept) invalid.push(line);
        kept += line.length;
      }
    }
  };
  for await (const { bytes } of readBytes(file)) {
    if (first) {
      const found = utf16(bytes);
      if (found !== undefined) return found;
      first = false;
    }
    if (bytes.includes(0)) return null;
    const joined = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    const end = joined.lastIndexOf(10) + 1;
    look(joined.subarray(0, end));
    rest = Buffer.from(joined.subarray(end));
    seen += bytes.length;
    if (seen >= mostBytes) break;
  }
  if (seen < mostBytes) look(rest);
  if (invalidLines === 0) return { encoding: 'utf8' };
  if (validLines > invalidLines * fewInvalid) {
    return {
      encoding: 'utf8',
      note: `Lines that are no UTF-8: ${invalidLines}. Their rows go to quarantine.`,
    };
  }
  return legacy(Buffer.concat(invalid));
}

function* linesOf(bytes: Buffer): Iterable<Buffer> {
  for (let start = 0; start < bytes.length; ) {
    const feed = bytes.indexOf(10, start);
    const end = feed === -1 ? bytes.length : feed + 1;
    yield bytes.subarray(start, end);
    start = end;
  }
}

function utf16(bytes: Buffer): EncodingGuess | null | undefined {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return { encoding: 'utf-16le' };
  if (mark === 'feff') return { encoding: 'utf-16be' };
  const pairs = Math.floor(Math.min(bytes.length, 4096) / 2);
  const zeros = [0, 0];
  for (let index = 0; index < pairs * 2; index++) if (bytes[index] === 0) zeros[index % 2]! += 1;
  if (zeros[0] === 0 && zeros[1] === 0) return undefined;
  const note = 'Guess: UTF-16, by the zero bytes of its letters; the file has no mark that says so.';
  if (zeros[1]! > pairs / 2 && zeros[0] === 0) return { encoding: 'utf-16le', note };
  if (zeros[0]! > pairs / 2 && zeros[1] === 0) return { encoding: 'utf-16be', note };
  return null;
}

/** Chinese of GB18030 comes in pairs of high bytes, and as signs that are in use; letters with accents stand alone among others. */
function legacy(bytes: Buffer): EncodingGuess | null {
  const chinese = decode(bytes, 'gb18030');
  const foreign = [...chinese].filter((character) => character > '\u007f');
  const usual = foreign.filter((character) =>
    /[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\u2010-\u2030¥·]/.test(character),
  );
  let [high, paired] = [0, 0];
  for (const [index, byte] of bytes.entries()) {
    if (byte < 0x80) continue;
    high += 1;
    if ((bytes[index - 1] ?? 0) >= 0x80 || (bytes[index + 1] ?? 0) >= 0x80) paired += 1;
  }
  const example = (text: string) =>
    JSON.stringify((/[^\s,;|"]*[\u0080-\uffff][^\s,;|"]*/.exec(text)?.[0] ?? '').slice(0, 20));
  if (!chinese.includes('\uFFFD') && usual.length >= foreign.length * 0.9 && paired >= high * 0.9) {
    return { encoding: 'gb18030', note: `Guess: the encoding gb18030, which reads such as ${example(chinese)}.` };
  }
  if (bytes.some((byte) => [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte))) return null;
  const western = decode(bytes, 'windows-1252');
  return {
    encoding: 'windows-1252',
    note: `Guess: the encoding windows-1252, which reads such as ${example(western)}.`,
  };
}
