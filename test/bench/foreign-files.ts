// Foreign versions of a transactions.csv, for what mappings cost: the same rows written as other programs write them, with the
// mapping that reads them back in ten steps a row; and as a workbook.
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Zip, ZipDeflate } from 'fflate';
import type { Mapping } from '../../src/load/mapping/schema';

const german = { decimal: ',', thousands: '.', drop: ['EUR'] };

/** Ten steps on the cells of each row. */
export const tenSteps: Mapping = {
  maps: { kinds: { Bestellung: 'order', Verlängerung: 'renewal', Erstattung: 'refund' } },
  files: [
    {
      file: 'umsatz.csv',
      format: { delimiter: ';', timeZone: 'UTC' },
      tables: [
        {
          table: 'transactions',
          columns: {
            transaction_id: { value: '{Beleg}', trim: true },
            order_id: { value: '{Auftrag}', removePrefix: 'Nr. ' },
            occurred_at: { value: '{Datum}', date: 'DD.MM.YYYY HH:mm:ss.SSS' },
            kind: { value: '{Art}', map: 'kinds' },
            revenue: { value: '{Umsatz}', number: german },
            customer_id: { value: '{Kunde}', case: 'upper' },
            cost: { value: '{Kosten}', number: german },
            quantity: '{Menge}',
            product_id: { value: '{Artikel}', split: { separator: '|', nth: 1 } },
            channel_id: '{Kanal}',
            agent_id: '{Berater}',
            campaign: { value: '{Kampagne}', replace: { _: '-' } },
            opportunity_id: '{Chance}',
            term_end: { value: '{Laufzeit}', date: 'DD.MM.YYYY HH:mm:ss.SSS' },
          },
        },
      ],
    },
  ],
};

const kinds: Readonly<Record<string, string>> = { order: 'Bestellung', renewal: 'Verlängerung', refund: 'Erstattung' };
const day = (iso: string): string =>
  iso === '' ? '' : `${iso.slice(8, 10)}.${iso.slice(5, 7)}.${iso.slice(0, 4)} ${iso.slice(11, 23)}`;
const money = (amount: string): string => {
  const [, sign, whole, cents] = /^(-?)(\d+)\.(\d+)$/.exec(amount)!;
  return `${sign}${whole!.replace(/\B(?=(\d{3})+$)/g, '.')},${cents} EUR`;
};

/** Gives each row of a transactions.csv as its cells, the header first. */
async function* rowsOf(path: string): AsyncGenerator<readonly string[]> {
  for await (const line of createInterface({ input: createReadStream(path) })) yield line.split(',');
}

async function write(path: string, rows: AsyncIterable<readonly string[]>, separator: string): Promise<void> {
  const file = createWriteStream(path);
  for await (const cells of rows) if (!file.write(`${cells.join(separator)}\n`)) await once(file, 'drain');
  file.end();
  await once(file, 'close');
}

export async function writeForeign(transactions: string, path: string): Promise<void> {
  async function* rows(): AsyncGenerator<readonly string[]> {
    yield 'Beleg;Auftrag;Datum;Art;Umsatz;Kunde;Kosten;Menge;Artikel;Kanal;Berater;Kampagne;Chance;Laufzeit'.split(';');
    let first = true;
    for await (const [
      id,
      order,
      at,
      kind,
      revenue,
      customer,
      cost,
      quantity,
      product,
      channel,
      agent,
      campaign,
      chance,
      end,
    ] of rowsOf(transactions)) {
      if (!first) {
        yield [
          ` ${id} `,
          `Nr. ${order}`,
          day(at!),
          kinds[kind!]!,
          money(revenue!),
          customer!.toLowerCase(),
          money(cost!),
          quantity!,
          `${product}|x`,
          channel!,
          agent!,
          campaign!.replace('-', '_'),
          chance!,
          day(end!),
        ];
      }
      first = false;
    }
  }
  await write(path, rows(), ';');
}

/** Finds the customer of each order in another file, of one row an order. */
export const withLookup: Mapping = {
  lookups: { order: { file: 'orders.csv', key: '{order_id}', values: { customer: '{customer_id}' } } },
  files: [
    {
      file: 'lines.csv',
      tables: [
        {
          table: 'transactions',
          columns: {
            transaction_id: '{transaction_id}',
            order_id: '{order_id}',
            occurred_at: '{occurred_at}',
            kind: '{kind}',
            revenue: '{revenue}',
            customer_id: { lookup: 'order', key: '{order_id}', give: 'customer' },
          },
        },
      ],
    },
  ],
};

/** `rows` orders, and a line of every fifth. */
export async function writeOrders(folder: string, rows: number): Promise<number> {
  const id = (row: number) => `O${String(row).padStart(9, '0')}`;
  async function* orders(): AsyncGenerator<readonly string[]> {
    yield ['order_id', 'customer_id', 'note'];
    for (let row = 0; row < rows; row += 1)
      yield [id(row), `C${row % 100_000}`, `delivered to the door, parcel ${row * 7919}`];
  }
  async function* lines(): AsyncGenerator<readonly string[]> {
    yield ['transaction_id', 'order_id', 'occurred_at', 'kind', 'revenue'];
    for (let row = 0; row < rows; row += 5)
      yield [`T${row}`, id((row * 31) % rows), '2025-05-09T13:00:00Z', 'order', '12.50'];
  }
  await write(`${folder}/orders.csv`, orders(), ';');
  await write(`${folder}/lines.csv`, lines(), ',');
  return Math.ceil(rows / 5);
}

export const withMapping = async (path: string, mapping: Mapping): Promise<string> => {
  await writeFile(path, JSON.stringify(mapping));
  return path;
};

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** A workbook with the rows of a CSV file as texts in cells, as programs that export write them. */
export async function writeWorkbook(transactions: string, path: string): Promise<void> {
  const file = createWriteStream(path);
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    file.write(chunk);
  });
  const part = (name: string) => {
    const entry = new ZipDeflate(name, { level: 1 });
    zip.add(entry);
    return entry;
  };
  const encoder = new TextEncoder();
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = (type: string, target: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${office}/${type}" Target="${target}"/></Relationships>`;
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations('worksheet', 'worksheets/sheet1.xml'),
  };
  for (const [name, content] of Object.entries(parts)) part(name).push(encoder.encode(content), true);
  const sheet = part('xl/worksheets/sheet1.xml');
  sheet.push(encoder.encode(`<worksheet xmlns="${main}"><sheetData>`));
  let line = 0;
  for await (const cells of rowsOf(transactions)) {
    line += 1;
    const written = cells.map((cell) =>
      cell === ''
        ? '<c/>'
        : /^-?\d+(\.\d+)?$/.test(cell)
          ? `<c><v>${cell}</v></c>`
          : `<c t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`,
    );
    sheet.push(encoder.encode(`<row r="${line}">${written.join('')}</row>`));
    if (file.writableNeedDrain) await once(file, 'drain');
  }
  sheet.push(encoder.encode('</sheetData></worksheet>'), true);
  zip.end();
  file.end();
  await once(file, 'close');
}
