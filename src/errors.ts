// The errors that a user can cause or mend, each by its code (error-messages.ts). Anything else that is thrown is our own bug:
// it is logged with its details and shown as INTERNAL_ERROR only.
import { type Message, messages } from './error-messages';

export type ErrorCode = keyof typeof messages;
export type ErrorParameters<Code extends ErrorCode> = Parameters<(typeof messages)[Code]>[0];

/** Where an error that names its place itself stands in the arguments. */
function ownPlace(code: ErrorCode, parameters: object): string | undefined {
  if (code === 'INVALID_ARGUMENT' || code === 'TOO_MANY_ROWS' || code === 'OUTSIDE_ROW_SCOPE')
    return (parameters as ErrorParameters<'INVALID_ARGUMENT' | 'TOO_MANY_ROWS' | 'OUTSIDE_ROW_SCOPE'>).argument;
  return code === 'INVALID_FILTER' ? (parameters as ErrorParameters<'INVALID_FILTER'>).path : undefined;
}

/** An error that its reader can mend. `message` is the sentence and the hint. */
export class UserError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly sentence: string;
  readonly hint: string | undefined;
  readonly allowed: readonly string[] | undefined;
  /** Its place in the arguments of the question, such as `where.all[1].metric.period`. */
  readonly argument: string | undefined;

  constructor(
    readonly code: Code,
    readonly parameters: ErrorParameters<Code>,
    argument?: string,
  ) {
    const { sentence, hint, allowed } = (messages[code] as (p: ErrorParameters<Code>) => Message)(parameters);
    super(hint === undefined ? sentence : `${sentence} ${hint}`);
    this.name = 'UserError';
    this.sentence = sentence;
    this.hint = hint;
    this.allowed = allowed;
    this.argument = argument ?? ownPlace(code, parameters);
  }

  /** The same error at a place in the arguments. */
  at(argument: string): UserError<Code> {
    return new UserError(this.code, this.parameters, argument);
  }
}

/** Several errors of one question, none of which follows from another. */
export class UserErrors extends Error {
  /** `errors`: two or more, in the order of the arguments. */
  constructor(readonly errors: readonly UserError[]) {
    super(errors.map(({ message }) => message).join('\n'));
    this.name = 'UserErrors';
  }
}

/** The errors a caller can mend that something thrown holds; none where it is a fault of ours. */
export function userErrorsOf(thrown: unknown): readonly UserError[] {
  if (thrown instanceof UserErrors) return thrown.errors;
  return thrown instanceof UserError ? [thrown] : [];
}
