// The rows of statements that are asked again: of one text, with the same parameters, for the same viewer, by the same engine,
// while the tables it reads are unchanged. Equal statements that are asked at once are run once. It holds so many bytes, and lets
// go of what was not asked for longest. Its keys are digests: nothing of a question can be read in them.
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { ParameterValue } from '../sql/fragment';
import type { EngineSession } from './engine';
import { sizeOf } from './size-of';

export type StatementRead = {
  readonly text: string;
  readonly parameters: readonly ParameterValue[];
  readonly reads: readonly string[];
};

export type Remembering = {
  /** Whose question it is: his conditions stand in the text too. */
  readonly viewer: string;
  /** Told of every statement that is asked for. `key`: of equal ones the rows are equal. `ran`: it was not remembered. */
  readonly noted: (key: string, reads: readonly string[], ran: boolean) => void;
};

export type ResultCache = {
  /** The session, with what is remembered in place of what would be run. */
  readonly over: (session: EngineSession, remembering: Remembering) => EngineSession;
};

/** One answer may take this share of the room. */
const largestShare = 0.25;
const bytesOfEntry = 256;

/** `bytes`: 0 remembers nothing. */
export function resultCache(bytes: number): ResultCache {
  const known =
    bytes === 0
      ? undefined
      : new LRUCache<string, object>({ maxSize: bytes, maxEntrySize: Math.floor(bytes * largestShare) });
  const underWay = new Map<string, Promise<object>>();

  return {
    over: (session, { viewer, noted }) => {
      const keyOf = (kind: string, { text, parameters, reads }: StatementRead): string => {
        const changes = reads.map((table) => session.watermarks.get(table) ?? 0);
        const parts = [session.engine, kind, text, parameters, viewer, changes];
        return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
      };
      const remembered = async <Result extends object>(
        kind: string,
        statement: StatementRead,
        run: () => Promise<Result>,
      ): Promise<Result> => {
        const key = keyOf(kind, statement);
        const result = known?.get(key);
        noted(key, statement.reads, result === undefined);
        if (result !== undefined) return result as Result;
        if (known === undefined) return run();
        const ofOthers = underWay.get(key);
        if (ofOthers !== undefined) {
          // What failed for somebody else may have failed for his own reasons, such as going away.
          const rows = await ofOthers.catch(() => undefined);
          if (rows !== undefined) return rows as Result;
        }
        const running = run();
        underWay.set(key, running);
        try {
          const rows = await running;
          known.set(key, rows, { size: bytesOfEntry + sizeOf(rows) });
          return rows;
        } finally {
          if (underWay.get(key) === running) underWay.delete(key);
        }
      };
      return {
        ...session,
        measure: (query, limit) =>
          remembered(`measure ${limit}`, { ...query, text: query.sql }, () => session.measure(query, limit)),
        count: async (query) =>
          (
            await remembered('count', { ...query, text: query.sql }, async () => ({
              count: await session.count(query),
            }))
          ).count,
        select: (statement) => remembered('select', statement, () => session.select(statement)),
        selectOften: (statement) => remembered('select', statement, () => session.selectOften(statement)),
        selectRemembered: (statement) => remembered('select', statement, () => session.selectRemembered(statement)),
      };
    },
  };
}
