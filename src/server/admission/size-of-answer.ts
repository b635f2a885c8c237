// How big an operation is, in cells of its answer, before it runs: what may pass whom goes by it. What would come to too much for
// whoever asks is refused here.
import { GraphQLError } from 'graphql';
import { userErrorsOf } from '../../errors';
import type { RequestContext } from '../../graphql/common/request-context';
import { checkAnswer, type Executable } from '../../graphql/limits/check-answer';

export type SizeOf = (executable: Executable, context: RequestContext) => Promise<number>;

export const sizeOfAnswer: SizeOf = async (executable, context) => {
  try {
    return (await checkAnswer(executable, context)).cells;
  } catch (error) {
    const { message } = error as Error;
    throw new GraphQLError(message, {
      originalError: error as Error,
      extensions: userErrorsOf(error).length > 0 ? { http: { status: 400 } } : {},
    });
  }
};
