// ZIP archives and workbooks for tests, and what can be wrong with them: hand-made, so that each byte that matters is known.
import { strToU8, zipSync } from 'fflate';

type Content = string | Buffer;

export function zipOf(files: Readonly<Record<string, Content>>): Buffer {
  const entries = Object.entries(files).map(([name, content]) => [
    name,
    typeof content === 'string' ? strToU8(content) : new Uint8Array(content),
  ]);
  return Buffer.from(zipSync(Object.fromEntries(entries), { level: 6 }));
}

/** Where the central directory describes the first entry. */
const centralOf = (zip: Buffer): number => zip.indexOf(Buffer.from('504b0102', 'hex'));

/** The archive says that its first entry is encrypted. */
export function encryptedEntry(zip: Buffer): Buffer {
  const changed = Buffer.from(zip);
  changed[6]! |= 1;
  changed[centralOf(zip) + 8]! |= 1;
  return changed;
}

/** The archive does not say that the name of its first entry is UTF-8. */
export function unsaidEncoding(zip: Buffer): Buffer {
  const changed = Buffer.from(zip);
  changed[7]! &= ~8;
  changed[centralOf(zip) + 9]! &= ~8;
  return changed;
}

/** The archive says that its first entry unpacks to so many bytes. */
export function declaredSize(zip: Buffer, bytes: number): Buffer {
  const changed = Buffer.from(zip);
  changed.writeUInt32LE(bytes, 22);
  changed.writeUInt32LE(bytes, centralOf(zip) + 24);
  return changed;
}

/** The archive says another checksum of its first entry. */
export function otherChecksum(zip: Buffer): Buffer {
  const changed = Buffer.from(zip);
  changed[centralOf(zip) + 16]! ^= 0xff;
  return changed;
}

export type SheetXml = {
  readonly name: string;
  readonly rows: string;
  readonly merges?: readonly string[];
  readonly state?: string;
};

/** A workbook of these sheets. Styles: 0 a number, 1 a date (14), 2 yyyy"年"m"月"d"日" hh:mm, 3 elapsed [h]:mm, 4 0.00 "days". */
export function workbookOf(
  sheets: readonly SheetXml[],
  { shared = [], date1904 = false }: { readonly shared?: readonly string[]; readonly date1904?: boolean } = {},
): Buffer {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const related = (list: readonly (readonly [type: string, target: string])[]) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
      .map(
        ([type, target], index) => `<Relationship Id="r${index + 1}" Type="${relations}/${type}" Target="${target}"/>`,
      )
      .join('')}</Relationships>`;
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': related([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${sheets
      .map(
        ({ name, state }, index) =>
          `<sheet name="${name}" sheetId="${index + 7}"${state ? ` state="${state}"` : ''} r:id="r${index + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': related([
      ...sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
      ['styles', 'styles.xml'],
      ['sharedStrings', '/xl/sharedStrings.xml'],
    ]),
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot; hh:mm"/><numFmt numFmtId="165" formatCode="[h]:mm"/><numFmt numFmtId="166" formatCode="0.00 &quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${shared.map((text) => `<si>${text}</si>`).join('')}</sst>`,
  };
  for (const [index, { rows, merges = [] }] of sheets.entries()) {
    const merged =
      merges.length === 0
        ? ''
        : `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
    parts[`xl/worksheets/sheet${index + 1}.xml`] =
      `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${merged}</worksheet>`;
  }
  return zipOf(parts);
}

/** A row of texts and numbers, as workbooks write them. */
export function sheetRow(line: number, cells: readonly (string | number | null)[]): string {
  const written = cells.map((cell, index) => {
    const ref = `${String.fromCharCode(65 + index)}${line}`;
    if (cell === null) return '';
    return typeof cell === 'number'
      ? `<c r="${ref}"><v>${cell}</v></c>`
      : `<c r="${ref}" t="inlineStr"><is><t>${cell}</t></is></c>`;
  });
  return `<row r="${line}">${written.join('')}</row>`;
}
