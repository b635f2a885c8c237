// Lines on their way into a table: gathered as bytes, then written by one COPY after another while the caller goes on
// reading. A line is written out at once: what it was made of (parts of a file's text) need not be kept for it.
import { finished } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { LoadSession } from './session';

/** Lines waiting for their COPY: buffers that are full, and one that is being filled. */
export type CopyQueue = { readonly target: string; full: Buffer[]; open: Buffer; used: number; bytes: number };

/** Bytes from which on a queue is worth a COPY. */
export const fullQueue = 1_000_000;

const bufferBytes = fullQueue + 64 * 1024;
const noBuffer = Buffer.alloc(0);

export const copyQueue = (table: string, columns: readonly string[]): CopyQueue => ({
  target: `COPY ${table} (${columns.join(', ')}) FROM STDIN`,
  full: [],
  open: noBuffer,
  used: 0,
  bytes: 0,
});

/** A character takes three bytes of UTF-8 at most, and those outside of the basic plane are two characters. */
const mostBytes = (line: string): number => line.length * 3;

export function enqueue(queue: CopyQueue, line: string): void {
  if (queue.used + mostBytes(line) > queue.open.length) {
    if (queue.used > 0) queue.full.push(queue.open.subarray(0, queue.used));
    queue.open = Buffer.allocUnsafe(Math.max(bufferBytes, mostBytes(line)));
    queue.used = 0;
  }
  const written = queue.open.write(line, queue.used);
  queue.used += written;
  queue.bytes += written;
}

/** What waits, which the queue forgets. */
function taken(queue: CopyQueue): readonly Buffer[] {
  const buffers = [...queue.full, queue.open.subarray(0, queue.used)];
  queue.full = [];
  queue.open = noBuffer;
  queue.used = 0;
  queue.bytes = 0;
  return buffers;
}

/** Copies queues one after another; at most one copy is under way while the caller goes on. */
export function copier({ client }: LoadSession) {
  let underWay: Promise<void> = Promise.resolve();
  const copy = async (target: string, buffers: readonly Buffer[]) => {
    const stream = client.query(copyFrom(target));
    for (const buffer of buffers) stream.write(buffer);
    stream.end();
    await finished(stream);
  };
  return {
    /** Copies a queue of more bytes than `least`. */
    async flush(queue: CopyQueue, least: number): Promise<void> {
      if (queue.bytes <= least) return;
      const buffers = taken(queue);
      await underWay;
      underWay = copy(queue.target, buffers);
      // Whoever flushes or settles next is told.
      underWay.catch(() => undefined);
    },
    /** Resolves when the last copy is done. */
    settle: () => underWay,
  };
}
