// How big an operation is, in cells of its answer, before it runs: what may pass whom goes by it. What would come to too much for
// whoever asks is refused here.
import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import { userErrorsOf } from '../../errors';
import type { RequestContext } from '../../graphql/common/request-context';
import { VariableErrors } from '../../graphql/common/variable-errors';
import { checkAnswer } from '../../graphql/limits/check-answer';
import type { Executable } from '../../graphql/limits/read-variables';

export async function sizeOfAnswer(executable: Executable, context: RequestContext): Promise<number> {
  try {
    return (await checkAnswer(executable, context)).cells;
  } catch (error) {
    const { message } = error as Error;
    throw new GraphQLError(message, {
      originalError: error as Error,
      extensions: refusalOf(error),
    });
  }
}

function refusalOf(error: unknown): GraphQLErrorExtensions {
  if (error instanceof VariableErrors) return { code: 'BAD_USER_INPUT', http: { status: 400 } };
  return userErrorsOf(error).length > 0 ? { http: { status: 400 } } : {};
}
