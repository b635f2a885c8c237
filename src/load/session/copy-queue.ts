// Lines on their way into a table: gathered as bytes, then written by one COPY after another while the caller goes on
// reading. A line is written out at once: what it was made of (parts of a file's text) need not be kept for it.
import { finished } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { LoadSession } from './session';

type Filled = { readonly buffer: Buffer; readonly used: number };

/** Lines waiting for their COPY: buffers that are full, one that is being filled, and those that can be used again. */
export type CopyQueue = {
  readonly target: string;
  full: Filled[];
  open: Buffer;
  used: number;
  bytes: number;
  readonly spare: Buffer[];
};

/** Bytes from which on a queue is worth a COPY. */
export const fullQueue = 1_000_000;

const bufferBytes = fullQueue + 64 * 1024;
/** Of the first lines: many loads have no more, and the garbage collector feels a large buffer for each. */
const firstBytes = 16 * 1024;
const noBuffer = Buffer.alloc(0);

export const copyQueue = (table: string, columns: readonly string[]): CopyQueue => ({
  target: `COPY ${table} (${columns.join(', ')}) FROM STDIN`,
  full: [],
  open: noBuffer,
  used: 0,
  bytes: 0,
  spare: [],
});

/** A character takes three bytes of UTF-8 at most, and those outside of the basic plane are two characters. */
const mostBytes = (line: string): number => line.length * 3;

export function enqueue(queue: CopyQueue, line: string): void {
  if (queue.used + mostBytes(line) > queue.open.length) {
    if (queue.used > 0) queue.full.push({ buffer: queue.open, used: queue.used });
    const usual = queue.bytes === 0 && queue.spare.length === 0 ? firstBytes : bufferBytes;
    queue.open =
      mostBytes(line) > usual ? Buffer.allocUnsafe(mostBytes(line)) : (queue.spare.pop() ?? Buffer.allocUnsafe(usual));
    queue.used = 0;
  }
  const written = queue.open.write(line, queue.used);
  queue.used += written;
  queue.bytes += written;
}

/** What waits, which the queue forgets. */
function taken(queue: CopyQueue): readonly Filled[] {
  const filled = [...queue.full, { buffer: queue.open, used: queue.used }];
  queue.full = [];
  queue.open = noBuffer;
  queue.used = 0;
  queue.bytes = 0;
  return filled;
}

/** Copies queues one after another; at most one copy is under way while the caller goes on. */
export function copier({ client }: LoadSession) {
  let underWay: Promise<void> = Promise.resolve();
  const copy = async ({ target, spare }: CopyQueue, filled: readonly Filled[]) => {
    const stream = client.query(copyFrom(target));
    for (const { buffer, used } of filled) stream.write(buffer.subarray(0, used));
    stream.end();
    await finished(stream);
    // The server has them: they can be written anew.
    spare.push(...filled.map(({ buffer }) => buffer).filter((buffer) => buffer.length === bufferBytes));
  };
  return {
    /** Copies a queue of more bytes than `least`. */
    async flush(queue: CopyQueue, least: number): Promise<void> {
      if (queue.bytes <= least) return;
      const filled = taken(queue);
      await underWay;
      underWay = copy(queue, filled);
      // Whoever flushes or settles next is told.
      underWay.catch(() => undefined);
    },
    /** Resolves when the last copy is done. */
    settle: () => underWay,
  };
}
