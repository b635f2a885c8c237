// What keeps the columnar engine from answering although nothing is wrong with the question: PostgreSQL answers it then.
// damaged: the file is of no use any more. beyond: too much memory, or a number too long. absent: there is no replica now.

export type FailureKind = 'damaged' | 'beyond' | 'absent';

export class ColumnarFailure extends Error {
  readonly kind: FailureKind;

  constructor(kind: FailureKind, cause?: unknown) {
    super(`The columnar engine cannot answer (${kind})`, { cause });
    this.kind = kind;
  }
}

const damaged = /^(IO|FATAL|INTERNAL|Serialization|Connection) Error|invalidated|Corrupt/i;
const beyond = /^(Out of Memory|Out of Range) Error/i;

/** The failure that an error of DuckDB is, if it is one; any other is a mistake of ours. */
export function failureOf(error: unknown): ColumnarFailure | undefined {
  if (error instanceof ColumnarFailure) return error;
  const message = String((error as { readonly message?: unknown } | null)?.message ?? '');
  if (beyond.test(message)) return new ColumnarFailure('beyond', error);
  if (damaged.test(message)) return new ColumnarFailure('damaged', error);
  return undefined;
}
