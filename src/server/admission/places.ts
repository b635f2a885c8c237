// The places of a server: for questions, for changes and for files, each with a queue of its own, so that none of them keeps
// another waiting.
import type { Config } from '../../config/config';
import { type Admission, admission } from './admission';
import type { Places } from './admit-operations';

/** In cells. */
const bigQuestion = 20_000;
const unbounded = Number.POSITIVE_INFINITY;
/** Those that wait for the same commit take one connection. */
const concurrentChanges = 64;

export type AllPlaces = {
  readonly operations: Places;
  readonly files: Admission;
  /** Whoever waits is told to come again. */
  readonly refuseWaiting: () => void;
};

export function placesFor({
  concurrentQuestions,
  queuedQuestions: waiting,
  queueSeconds: patienceSeconds,
}: Pick<Config, 'concurrentQuestions' | 'queuedQuestions' | 'queueSeconds'>): AllPlaces {
  const places = (running: number, big: number) => admission({ running, waiting, patienceSeconds, big });
  const operations = {
    questions: places(concurrentQuestions, bigQuestion),
    changes: places(concurrentChanges, unbounded),
  };
  // A file is written as fast as it is taken: whoever is slow keeps no question waiting.
  const files = places(Math.ceil(concurrentQuestions / 2), unbounded);
  return {
    operations,
    files,
    refuseWaiting: () => {
      for (const each of [operations.questions, operations.changes, files]) each.refuseWaiting();
    },
  };
}
