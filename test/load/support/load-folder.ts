// Load folders for tests, written where the test run may write and removed by the system.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Rows of a file as CSV text: the columns of the first row, or those given. */
export function csv(
  rows: readonly Readonly<Record<string, string | number | null>>[],
  columns?: readonly string[],
): string {
  const header = columns ?? Object.keys(rows[0] ?? {});
  const cell = (value: string | number | null | undefined) => {
    const text = value === null || value === undefined ? '' : String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${[header.join(','), ...rows.map((row) => header.map((name) => cell(row[name])).join(','))].join('\n')}\n`;
}

/** A folder with the given files; the name of a file is its key. */
export async function loadFolder(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'astrolabe-load-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}
