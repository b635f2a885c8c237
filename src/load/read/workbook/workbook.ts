// What a workbook says of itself before its cells: its sheets, which number formats show dates, from when it counts days, the
// texts its cells share. And what is no XLSX, whatever its name, is told from what is.
import { posix } from 'node:path';
import type { Entry } from 'yauzl';
import { UserError } from '../../../errors';
import { type ByteChunk, fileOnDisk, readBytes } from '../byte-source';
import { readEntry, zipEntries } from '../zip';
import { isDateFormat, plainText } from './cell-text';
import { type TextStore, textStore } from './text-store';
import { prefixed, readWholeXml } from './xml';

export type Sheet = { readonly name: string; readonly hidden: boolean; readonly part: string };

export type Workbook = {
  readonly file: string;
  readonly sheets: readonly Sheet[];
  readonly dateSystem: 1900 | 1904;
  part(name: string): AsyncIterable<ByteChunk>;
  /** The packed size of a part. */
  bytesOf(name: string): number;
  /** Whether the numbers of cells of a style are dates. */
  dateStyles(): Promise<readonly boolean[]>;
  sharedTexts(): Promise<TextStore>;
};

export async function readWorkbook(file: string, path: string): Promise<Workbook> {
  await refuseOtherContainers(file, path);
  const zip = { name: file, path };
  const entries = new Map<string, Entry>(
    (await zipEntries(zip)).map(({ name, entry }) => [name.replace(/^\//, ''), entry]),
  );
  refuseOtherFormats(file, [...entries.keys()]);
  const part = (name: string) => {
    const entry = entries.get(name);
    if (entry === undefined) throw new UserError('CORRUPT_FILE', { file, problem: `it lacks its part ${name}` });
    return readEntry(zip, entry);
  };
  const relations = async (of: string) =>
    readRelations(file, of, entries.has(relationsOf(of)) ? part(relationsOf(of)) : undefined);
  const main = [...(await relations('')).values()].find(({ type }) => type === 'officeDocument')?.target;
  if (main === undefined) throw new UserError('CORRUPT_FILE', { file, problem: 'it is no workbook' });
  const related = await relations(main);
  const { sheets, dateSystem } = await readMain(file, part(main), related);
  const partOfType = (wanted: string) => [...related.values()].find(({ type }) => type === wanted)?.target;
  return {
    file,
    sheets,
    dateSystem,
    part,
    bytesOf: (name) => entries.get(name)?.compressedSize ?? 0,
    async dateStyles() {
      const styles = partOfType('styles');
      return styles === undefined ? [] : readDateStyles(file, part(styles));
    },
    async sharedTexts() {
      const texts = partOfType('sharedStrings');
      return texts === undefined ? textStore() : readSharedTexts(file, part(texts));
    },
  };
}

/** Workbooks of before 2007 and protected ones are OLE containers. */
async function refuseOtherContainers(file: string, path: string): Promise<void> {
  const marker = Buffer.from('EncryptedPackage', 'utf16le');
  let before = Buffer.alloc(0);
  let first = true;
  for await (const { bytes } of readBytes(fileOnDisk('', path, 0))) {
    if (first && bytes.subarray(0, 4).toString('hex') !== 'd0cf11e0') return refuseText(file, bytes);
    first = false;
    const text = Buffer.concat([before, bytes]);
    if (text.includes(marker)) throw new UserError('PROTECTED_FILE', { file });
    before = text.subarray(-marker.length);
  }
  if (first) throw new UserError('EMPTY_FILE', { file });
  throw new UserError('WORKBOOK_FORMAT', { file, found: 'XLS' });
}

/** Programs give CSV and HTML the ending .xls, for Excel to open. */
function refuseText(file: string, bytes: Buffer): void {
  const isText = bytes.length > 0 && bytes.subarray(0, 2).toString('latin1') !== 'PK' && !bytes.includes(0);
  if (isText) throw new UserError('WORKBOOK_FORMAT', { file, found: 'text' });
}

function refuseOtherFormats(file: string, parts: readonly string[]): void {
  const has = (pattern: RegExp) => parts.some((name) => pattern.test(name));
  const found = has(/^xl\/workbook\.bin$/)
    ? 'XLSB'
    : has(/^content\.xml$/)
      ? 'ODS'
      : has(/^Index\//)
        ? 'Numbers'
        : undefined;
  if (found !== undefined) throw new UserError('WORKBOOK_FORMAT', { file, found });
}

type Relations = ReadonlyMap<string, { readonly type: string; readonly target: string }>;

const relationsOf = (part: string): string => posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);

async function readRelations(file: string, of: string, xml: AsyncIterable<ByteChunk> | undefined): Promise<Relations> {
  const found = new Map<string, { type: string; target: string }>();
  if (xml === undefined) return found;
  await readWholeXml(file, xml, {
    open(name, { Id, Type = '', Target = '' }) {
      if (name !== 'Relationship' || Id === undefined) return;
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(posix.dirname(of), Target);
      found.set(Id, { type: posix.basename(Type), target });
    },
  });
  return found;
}

async function readMain(file: string, xml: AsyncIterable<ByteChunk>, related: Relations) {
  const sheets: Sheet[] = [];
  let dateSystem: 1900 | 1904 = 1900;
  await readWholeXml(file, xml, {
    open(element, attributes) {
      if (element === 'workbookPr' && /^(1|true)$/.test(attributes.date1904 ?? '')) dateSystem = 1904;
      if (element !== 'sheet') return;
      const relation = related.get(prefixed(attributes, 'id') ?? '');
      if (relation?.type !== 'worksheet') return;
      const { name = '', state = 'visible' } = attributes;
      sheets.push({ name, hidden: state !== 'visible', part: relation.target });
    },
  });
  if (sheets.length === 0) throw new UserError('CORRUPT_FILE', { file, problem: 'it has no sheet' });
  return { sheets, dateSystem: dateSystem as 1900 | 1904 };
}

async function readDateStyles(file: string, xml: AsyncIterable<ByteChunk>): Promise<readonly boolean[]> {
  const codes = new Map<number, string>();
  const dates: boolean[] = [];
  let inCells = false;
  await readWholeXml(file, xml, {
    open(name, { numFmtId, formatCode }) {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) dates.push(isDateFormat(Number(numFmtId ?? 0), codes.get(Number(numFmtId))));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return dates;
}

async function readSharedTexts(file: string, xml: AsyncIterable<ByteChunk>): Promise<TextStore> {
  const store = textStore();
  const open = { text: '', inText: false, phonetic: false };
  await readWholeXml(file, xml, {
    open(name) {
      if (name === 'si') open.text = '';
      else if (name === 'rPh') open.phonetic = true;
      else if (name === 't') open.inText = !open.phonetic;
    },
    text(text) {
      if (open.inText) open.text += text;
    },
    close(name) {
      if (name === 't') open.inText = false;
      else if (name === 'rPh') open.phonetic = false;
      else if (name === 'si') store.add(plainText(open.text));
    },
  });
  return store;
}
