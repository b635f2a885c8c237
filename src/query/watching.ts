// Who watches how questions are answered, for figures and traces of a process. What is told are counts and names of the program's
// own: nothing of it repeats what a question asks for.
import type { ResolvedQuery } from './question/metrics-result';

export type WatchedQuestion = {
  readonly kind: 'metrics' | 'journey';
  readonly metrics: number;
  readonly dimensions: number;
};

export type Answered = { readonly resolved: Pick<ResolvedQuery, 'engine' | 'cached'> };

export type Watching = {
  /** Runs the work, which answers the question. */
  readonly question: <Result extends Answered>(asked: WatchedQuestion, work: () => Promise<Result>) => Promise<Result>;
  /** Runs the work, which decides what is asked of the engine. */
  readonly plan: <Result>(work: () => Result) => Result;
};

export const unwatched: Watching = { question: (_, work) => work(), plan: (work) => work() };
