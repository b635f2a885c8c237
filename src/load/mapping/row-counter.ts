// Counts how often the same content was seen, keeping 16 bytes for each distinct one (96 bits of SHA-256 and a count),
// so that a load of millions of rows can number identical rows or keep one row a key.
import { hash } from 'node:crypto';

export type RowCounter = {
  /** Counts the fingerprint once more and gives the count so far. */
  add(fingerprint: string): number;
  count(fingerprint: string): number;
};

/** The first 12 bytes of a hash of the cells, one byte a character. */
export function fingerprint(cells: readonly (string | null)[]): string {
  let joined = '';
  for (const cell of cells) joined += cell === null ? '\u0001' : `\u0002${cell.length}:${cell}`;
  return hash('sha256', joined, 'binary').slice(0, 12);
}

const slotWords = 4;

export function rowCounter(): RowCounter {
  let slots = 1024;
  let table = new Uint32Array(slots * slotWords);
  let used = 0;

  /** Where the three words stand, or the free slot where they would. */
  function find(a: number, b: number, c: number): number {
    for (let slot = a & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
      const at = slot * slotWords;
      if (table[at + 3] === 0 || (table[at] === a && table[at + 1] === b && table[at + 2] === c)) return at;
    }
  }

  function grow(): void {
    const old = table;
    slots *= 2;
    table = new Uint32Array(slots * slotWords);
    for (let from = 0; from < old.length; from += slotWords) {
      if (old[from + 3] === 0) continue;
      table.set(old.subarray(from, from + slotWords), find(old[from]!, old[from + 1]!, old[from + 2]!));
    }
  }

  return {
    add(key) {
      if (used * 3 > slots * 2) grow();
      const [a, b, c] = keyWords(key);
      const at = find(a, b, c);
      if (table[at + 3] === 0) {
        table.set([a, b, c], at);
        used += 1;
      }
      table[at + 3]! += 1;
      return table[at + 3]!;
    },
    count: (key) => table[find(...keyWords(key)) + 3]!,
  };
}

/** The three numbers of 32 bits that a fingerprint is. */
export const keyWords = (fingerprint: string): [number, number, number] => [
  word(fingerprint, 0),
  word(fingerprint, 4),
  word(fingerprint, 8),
];

function word(key: string, at: number): number {
  const bytes = key.charCodeAt(at) | (key.charCodeAt(at + 1) << 8) | (key.charCodeAt(at + 2) << 16);
  return (bytes | (key.charCodeAt(at + 3) << 24)) >>> 0;
}
