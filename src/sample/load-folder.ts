// Writes the files of a load folder side by side: RFC 4180, UTF-8, header first, LF. Rows collect in memory only until the next
// flush, so memory stays flat whatever the number of rows.
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { type SampleFile, type SampleRow, sampleColumns, sampleFiles } from './records';

export type LoadFolder = {
  add<File extends SampleFile>(file: File, row: SampleRow<File>): void;
  /** Writes what has collected, if it is worth a write. */
  flush(): Promise<void>;
  /** Writes the rest and closes; gives the rows written to each file. */
  close(): Promise<ReadonlyMap<SampleFile, number>>;
  /** Closes what is open after a failure. */
  abandon(): Promise<void>;
};

const worthAWrite = 1 << 18;

export async function createLoadFolder(path: string): Promise<LoadFolder> {
  await mkdir(path, { recursive: true });
  const files = new Map<SampleFile, { handle: Awaited<ReturnType<typeof open>>; text: string; rows: number }>();
  const abandon = async () => {
    await Promise.all([...files.values()].map(({ handle }) => handle.close()));
  };
  try {
    for (const file of sampleFiles) {
      files.set(file, {
        handle: await open(join(path, `${file}.csv`), 'w'),
        text: `${sampleColumns[file].join(',')}\n`,
        rows: 0,
      });
    }
  } catch (error) {
    await abandon();
    throw error;
  }
  const flush = async (least: number) => {
    for (const file of files.values()) {
      if (file.text.length < least) continue;
      await file.handle.writeFile(file.text);
      file.text = '';
    }
  };
  return {
    add: (name, row) => {
      const file = files.get(name)!;
      file.text += csvLine(sampleColumns[name], row as Readonly<Record<string, string | number | null | undefined>>);
      file.rows += 1;
    },
    flush: () => flush(worthAWrite),
    close: async () => {
      await flush(1);
      await abandon();
      return new Map([...files].map(([name, { rows }]) => [name, rows]));
    },
    abandon,
  };
}

function csvLine(
  columns: readonly string[],
  row: Readonly<Record<string, string | number | null | undefined>>,
): string {
  const cells: (string | number)[] = [];
  for (const column of columns) {
    const value = row[column] ?? '';
    cells.push(typeof value === 'string' ? cell(value) : value);
  }
  return `${cells.join(',')}\n`;
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
