// Keeps the texts of many keys, in the order they came, larger than memory: the texts of a key are a chain in one long run of
// bytes, which lies in memory as long as it is short and in a temporary file from then on. A key costs 30 to 60 bytes of memory.
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyWords } from '../row-counter';

export type ChainStore = {
  /** Adds a text to those of the key, which is a fingerprint (row-counter.ts). */
  add(key: string, text: string): void;
  /** The texts of the key as they came; none where there is no such key. */
  of(key: string): readonly string[];
  close(): void;
};

const blockBytes = 1024 * 1024;
const slotWords = 5;
/** Of a link: where the one before it in the chain begins (8 bytes, 0 for none) and how long its text is. */
const linkBytes = 12;
const firstRead = 512;

/** `inMemory`: how many bytes stay there. */
export function chainStore(inMemory = 64 * blockBytes): ChainStore {
  const bytes = byteRun(inMemory);
  const index = offsetIndex();
  return {
    add(key, text) {
      const encoded = Buffer.from(text, 'utf8');
      const link = Buffer.allocUnsafe(linkBytes + encoded.length);
      link.writeDoubleLE(index.get(key), 0);
      link.writeUInt32LE(encoded.length, 8);
      encoded.copy(link, linkBytes);
      index.set(key, bytes.append(link));
    },
    of(key) {
      const texts: string[] = [];
      for (let at = index.get(key); at !== 0; ) {
        const start = bytes.read(at, firstRead);
        const length = start.readUInt32LE(8);
        const whole = linkBytes + length <= start.length ? start : bytes.read(at, linkBytes + length);
        texts.push(whole.toString('utf8', linkBytes, linkBytes + length));
        at = start.readDoubleLE(0);
      }
      return texts.reverse();
    },
    close: () => bytes.close(),
  };
}

/** Bytes that only grow. Offsets begin at 1, so that 0 is none. */
function byteRun(inMemory: number) {
  let blocks: Buffer[] = [];
  let blocksFrom = 1;
  let end = 1;
  let file: { readonly descriptor: number; readonly folder: string } | null = null;

  const held = () => blocks.length * blockBytes;

  function spill(): void {
    if (file === null) {
      const folder = mkdtempSync(join(tmpdir(), 'astrolabe-look-up-'));
      file = { folder, descriptor: openSync(join(folder, 'texts'), 'w+', 0o600) };
    }
    for (const block of blocks) {
      let written = 0;
      while (written < block.length) {
        written += writeSync(file.descriptor, block, written, block.length - written, blocksFrom - 1 + written);
      }
      blocksFrom += block.length;
    }
    blocks = [];
  }

  return {
    append(piece: Buffer): number {
      const from = end;
      for (let taken = 0; taken < piece.length; ) {
        const place = (end - blocksFrom) % blockBytes;
        if (end - blocksFrom === held()) {
          if (held() >= inMemory) spill();
          blocks.push(Buffer.allocUnsafe(blockBytes));
        }
        const copied = piece.copy(blocks.at(-1)!, place, taken);
        taken += copied;
        end += copied;
      }
      return from;
    },
    /** Up to `length` bytes from `at`. */
    read(at: number, length: number): Buffer {
      const wanted = Buffer.allocUnsafe(Math.min(length, end - at));
      let filled = 0;
      while (filled < wanted.length) {
        const from = at + filled;
        if (from < blocksFrom) {
          const most = Math.min(wanted.length - filled, blocksFrom - from);
          filled += readSync(file!.descriptor, wanted, filled, most, from - 1);
        } else {
          const inBlocks = from - blocksFrom;
          filled += blocks[Math.floor(inBlocks / blockBytes)]!.copy(wanted, filled, inBlocks % blockBytes);
        }
      }
      return wanted;
    },
    close(): void {
      blocks = [];
      if (file === null) return;
      closeSync(file.descriptor);
      rmSync(file.folder, { recursive: true, force: true });
      file = null;
    },
  };
}

/** Where the last link of each key is: 96 bits of the key and 53 of the offset. */
function offsetIndex() {
  let slots = 1024;
  let table = new Uint32Array(slots * slotWords);
  let used = 0;

  function find(words: readonly [number, number, number]): number {
    for (let slot = words[0] & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
      const at = slot * slotWords;
      const free = table[at + 3] === 0 && table[at + 4] === 0;
      if (free || (table[at] === words[0] && table[at + 1] === words[1] && table[at + 2] === words[2])) return at;
    }
  }

  function grow(): void {
    const old = table;
    slots *= 2;
    table = new Uint32Array(slots * slotWords);
    for (let from = 0; from < old.length; from += slotWords) {
      if (old[from + 3] === 0 && old[from + 4] === 0) continue;
      table.set(old.subarray(from, from + slotWords), find([old[from]!, old[from + 1]!, old[from + 2]!]));
    }
  }

  return {
    get(key: string): number {
      const at = find(keyWords(key));
      return table[at + 3]! + table[at + 4]! * 2 ** 32;
    },
    set(key: string, offset: number): void {
      if (used * 3 > slots * 2) grow();
      const words = keyWords(key);
      const at = find(words);
      if (table[at + 3] === 0 && table[at + 4] === 0) used += 1;
      table.set([...words, offset % 2 ** 32, Math.floor(offset / 2 ** 32)], at);
    },
  };
}
