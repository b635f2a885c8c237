// Lines on their way into a table: gathered, then written by one COPY after another while the caller goes on reading.
import { finished } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { LoadSession } from './session';

/** Lines waiting for their COPY. */
export type CopyQueue = { readonly target: string; lines: string[]; characters: number };

/** Characters from which on a queue is worth a COPY. */
export const fullQueue = 1_000_000;

export const copyQueue = (table: string, columns: readonly string[]): CopyQueue => ({
  target: `COPY ${table} (${columns.join(', ')}) FROM STDIN`,
  lines: [],
  characters: 0,
});

export function enqueue(queue: CopyQueue, line: string): void {
  queue.lines.push(line);
  queue.characters += line.length;
}

/** Copies queues one after another; at most one copy is under way while the caller goes on. */
export function copier({ client }: LoadSession) {
  let underWay: Promise<void> = Promise.resolve();
  const copy = async (target: string, text: string) => {
    const stream = client.query(copyFrom(target));
    stream.end(text);
    await finished(stream);
  };
  return {
    /** Copies a queue of more characters than `least`. */
    async flush(queue: CopyQueue, least: number): Promise<void> {
      if (queue.characters <= least) return;
      const text = queue.lines.join('');
      queue.lines = [];
      queue.characters = 0;
      await underWay;
      underWay = copy(queue.target, text);
      // Whoever flushes or settles next is told.
      underWay.catch(() => undefined);
    },
    /** Resolves when the last copy is done. */
    settle: () => underWay,
  };
}
