// Looks at a file of text with rows: its encoding, what separates its cells, its header, what stands around the data, and a sample
// of its rows. Memory stays bounded, whatever the length of the file.
import { UserError } from '../../../errors';
import type { FileFormat } from '../../mapping/schema';
import type { InputFile } from '../../read/byte-source';
import type { TextRow } from '../../read/text-row';
import { readText } from '../../read/text-source';
import { type CutText, cutText, splitterOf, widthOf } from './delimiter-guess';
import { type FileSample, rowSampler } from './file-sample';
import { guessFooter, lastRowsHeld } from './footer-guess';
import { guessHeader, type HeaderGuess, type HeaderSaid } from './header-guess';
import { namedColumns } from './header-names';
import { headerUnknown, notText } from './refusals';
import { guessEncoding, mostBytes } from './text-encoding';

const headCharacters = 256 * 1024;

export async function textSample(
  file: InputFile,
  said: HeaderSaid,
  isKnown: (name: string) => boolean,
): Promise<FileSample> {
  const encoding = await guessEncoding(file);
  if (encoding === null) throw notText(file);
  const head = await headOf(file, encoding.encoding);
  if (head.text.trim() === '') throw new UserError('EMPTY_FILE', { file: file.name });
  const cut = cutText(head.text, head.whole);
  const header = guessHeader(cut.rows, cut.width, said, isKnown);
  if (header === null) throw headerUnknown(file);
  const named = namedColumns(header.names, cut.width);
  const sampled = await sampleRows(file, encoding.encoding, cut, header);
  const format: FileFormat = {
    ...(cut.delimiter === ',' ? {} : { delimiter: cut.delimiter }),
    ...(cut.quote === null && cut.delimiter !== 'whitespace' ? { quote: null } : {}),
    ...(encoding.encoding === 'utf8' ? {} : { encoding: encoding.encoding }),
    ...(header.skipLines === 0 ? {} : { skipLines: header.skipLines }),
    ...(header.names === null ? { names: named.columns } : {}),
    ...sampled.footer.format,
  };
  return {
    file: file.name,
    format,
    columns: named.columns,
    rows: sampled.rows,
    passed: sampled.passed,
    toTheEnd: sampled.toTheEnd,
    notes: [
      ...(encoding.note === undefined ? [] : [encoding.note]),
      ...cutNotes(cut),
      ...(header.skipLines === 0 ? [] : [`Guess: the first ${header.skipLines} lines are no data.`]),
      ...named.notes,
      ...sampled.footer.notes,
      ...(sampled.unlike === 0
        ? []
        : [`Rows that have other than ${cut.width} cells: ${sampled.unlike}. They go to quarantine.`]),
    ],
  };
}

const names: Readonly<Record<string, string>> = {
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'vertical bars',
  whitespace: 'runs of blanks',
};

const cutNotes = ({ delimiter, quote, width }: CutText): readonly string[] => [
  ...(delimiter === ',' ? [] : [`Guess: cells are separated by ${names[delimiter]}, ${width} in a row.`]),
  ...(quote === null && delimiter !== 'whitespace' ? ['Guess: a quote stands for itself.'] : []),
];

async function headOf(file: InputFile, encoding: string): Promise<{ readonly text: string; readonly whole: boolean }> {
  let text = '';
  for await (const chunk of readText(file, encoding)) {
    text += chunk.text;
    if (text.length >= headCharacters && !chunk.last) return { text, whole: false };
  }
  return { text, whole: true };
}

async function sampleRows(file: InputFile, encoding: string, cut: CutText, { skipLines, names: header }: HeaderGuess) {
  const splitter = splitterOf(cut, skipLines);
  const sampler = rowSampler();
  const last: TextRow[] = [];
  let waiting = header === null ? 0 : 1;
  let [bytes, unlike] = [0, 0];
  let toTheEnd = true;
  const take = (row: TextRow) => {
    if (row.kind === 'cells' && row.cells.length === cut.width) sampler.take(row.cells);
    else unlike += 1;
  };
  for await (const chunk of readText(file, encoding)) {
    for (const row of splitter.push(chunk.text, chunk.last)) {
      if (waiting > 0) waiting -= 1;
      else last.push(row);
    }
    for (const row of last.splice(0, Math.max(0, last.length - lastRowsHeld))) take(row);
    bytes += chunk.text.length;
    if (bytes >= mostBytes && !chunk.last) {
      toTheEnd = false;
      break;
    }
  }
  const footer = toTheEnd ? guessFooter(last, cut.width) : { format: {}, notes: [] };
  for (const row of dataOf(last, footer.format, cut.width)) take(row);
  return { rows: sampler.rows, passed: sampler.passed + unlike, toTheEnd, footer, unlike };
}

/** The last rows without the footer. */
function dataOf(last: readonly TextRow[], { skipLastRows, endsBefore }: FileFormat, width: number): readonly TextRow[] {
  if (endsBefore === undefined) return last.slice(0, last.length - (skipLastRows ?? 0));
  const end = last.findIndex((row) => (row.kind === 'cells' ? (row.cells[0] ?? '') : row.raw).startsWith(endsBefore));
  return last.slice(0, end === -1 ? last.length : end).filter((row) => widthOf(row) === width);
}
