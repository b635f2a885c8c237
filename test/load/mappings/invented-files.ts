// Writes the files of an invented export, and remembers on which line each row begins: cells may hold line breaks.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Cells = Readonly<Record<string, string | number>>;

export type InventedFile = {
  readonly name: string;
  /** Adds a row; columns that it does not name are empty. Gives "name:line". */
  add(cells: Cells): string;
  /** Adds a line as it stands. */
  addLine(line: string): string;
  text(): string;
};

/** `quoted`: every cell stands in quotes, as Salesforce writes them. `start`: what stands before the header. */
export function inventedFile(
  name: string,
  columns: readonly string[],
  { quoted = false, start = '' } = {},
): InventedFile {
  const lines: string[] = [];
  let next = 1;
  const cell = (text: string) => (quoted || /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const addLine = (line: string) => {
    const place = `${name}:${next}`;
    lines.push(line);
    next += line.split('\n').length;
    return place;
  };
  addLine(start + columns.map(cell).join(','));
  return {
    name,
    add(cells) {
      const unknown = Object.keys(cells).filter((column) => !columns.includes(column));
      if (unknown.length > 0) throw new Error(`${name} has no column ${unknown.join(', ')}`);
      return addLine(columns.map((column) => cell(String(cells[column] ?? ''))).join(','));
    },
    addLine,
    text: () => `${lines.join('\n')}\n`,
  };
}

export async function writeFiles(files: readonly InventedFile[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'astrolabe-export-'));
  for (const file of files) await writeFile(join(folder, file.name), file.text());
  return folder;
}

/** Choices that are the same for one seed (mulberry32). */
export function choices(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    chance: (probability: number) => next() < probability,
    /** A whole number from 0 to below. */
    below: (bound: number) => Math.floor(next() * bound),
    oneOf: <Each>(all: readonly Each[]): Each => all[Math.floor(next() * all.length)]!,
  };
}

export type Choices = ReturnType<typeof choices>;
