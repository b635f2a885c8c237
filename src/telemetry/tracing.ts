// Traces of what a process does: a request, its questions, what each plans and runs; a load. Nobody traces unless it is switched
// on (start-tracing.ts). A span holds counts and names of the program's own, and never a value.
import { userErrorsOf } from '../errors';

export type SpanName = 'request' | 'question' | 'plan' | 'statement' | 'load';
export type SpanFacts = Readonly<Record<string, string | number | boolean>>;

export type Span = {
  /** What begins during the work is part of the span. */
  readonly within: <Result>(work: () => Result) => Result;
  /** `failure`: its code; none: all went well. */
  readonly end: (facts?: SpanFacts, failure?: string) => void;
};

export type Tracing = {
  /** `headers`: of a request, which may say of which trace it is part. */
  readonly begin: (name: SpanName, facts: SpanFacts, headers?: object) => Span;
  /** Of something that is over, and took so long until now. */
  readonly past: (name: SpanName, facts: SpanFacts, milliseconds: number) => void;
  /** Sends what is left. */
  readonly close: () => Promise<void>;
};

export const untraced: Tracing = {
  begin: () => ({ within: (work) => work(), end: () => undefined }),
  past: () => undefined,
  close: async () => undefined,
};

/** The code of what went wrong: what an error says may hold values. */
export const failureCode = (error: unknown): string => userErrorsOf(error)[0]?.code ?? 'INTERNAL_ERROR';

/** Runs the work inside a span, and tells of its result. */
export async function inSpan<Result>(
  { begin }: Tracing,
  name: SpanName,
  facts: SpanFacts,
  work: () => Promise<Result>,
  factsOf: (result: Result) => SpanFacts = () => ({}),
): Promise<Result> {
  const span = begin(name, facts);
  try {
    const result = await span.within(work);
    span.end(factsOf(result));
    return result;
  } catch (error) {
    span.end({}, failureCode(error));
    throw error;
  }
}
