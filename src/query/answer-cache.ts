// Whole answers that are asked for again: of one question, at one instant, for one viewer, by one engine, while the tables that
// were read for it are unchanged. They are made of remembered rows, which takes longer than to look them up here; what is not
// here is made anew of what the cache of statements knows.
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { EngineSession } from '../engine/engine';
import { sizeOf } from '../engine/size-of';
import type { MetricQuestion } from './question/metric-question';
import type { MetricsResult } from './question/metrics-result';
import type { Around } from './question/scope';
import type { RestsOn } from './rests-on';

type Kept = { readonly result: MetricsResult; readonly rests: RestsOn };

export type AnswerCache = {
  /** The answer as the session would give it; undefined: it must be made. */
  readonly find: (asked: AskedAnswer, session: EngineSession) => Kept | undefined;
  readonly keep: (asked: AskedAnswer, kept: Kept) => void;
};

export type AskedAnswer = { readonly key: string };

const largestShare = 0.25;

export function answerCache(bytes: number): AnswerCache {
  const known = new LRUCache<string, Kept>({ maxSize: bytes, maxEntrySize: Math.floor(bytes * largestShare) });
  const keyOn = ({ key }: AskedAnswer, engine: EngineSession['engine']): string => `${engine} ${key}`;
  return {
    find: (asked, { engine, watermarks }) => {
      const kept = known.get(keyOn(asked, engine));
      if (kept === undefined) return undefined;
      const isSame = [...kept.rests.changes].every(([table, change]) => (watermarks.get(table) ?? 0) === change);
      return isSame ? kept : undefined;
    },
    keep: (asked, kept) => known.set(keyOn(asked, kept.result.resolved.engine), kept, { size: sizeOf(kept) }),
  };
}

/** The segments that a question names are part of it, as they are now. */
export function askedAnswer(
  question: MetricQuestion,
  { now, viewer, fewestCustomers, segments, settings }: Required<Around>,
): AskedAnswer {
  const parts = [question, now.toString(), viewer, fewestCustomers, [...segments], settings];
  return { key: createHash('sha256').update(JSON.stringify(parts)).digest('base64') };
}
