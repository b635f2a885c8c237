// An operation that is sound waits for its turn before it is executed, and gives its place back when its answer stands. A document
// that is refused never waits. Changes have places of their own: small ones that come together are stored together.
import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import type { RequestContext } from '../../graphql/common/request-context';
import type { Admission, Leave } from './admission';
import { sizeOfAnswer } from './size-of-answer';

export type Places = { readonly questions: Admission; readonly changes: Admission };

export function admitOperations({ questions, changes }: Places): ApolloServerPlugin<RequestContext> {
  const places = new WeakMap<RequestContext, Leave>();
  const leave = (context: RequestContext): void => places.get(context)?.();
  return {
    requestDidStart: async ({ contextValue }) => {
      // What else looks at the operation may refuse it while it waits here: then the answer stands before it is let in.
      const answered = new AbortController();
      const noLongerWaiting = AbortSignal.any([answered.signal, contextValue.gone]);
      return {
        didResolveOperation: async ({ schema, document, operation, request: { variables } }) => {
          if (operation === undefined) return;
          const { enter } = operation.operation === 'mutation' ? changes : questions;
          const size = await sizeOfAnswer({ schema, document, operation, variables }, contextValue);
          const out = await enter(contextValue.principal, size, noLongerWaiting);
          places.set(contextValue, out);
          if (answered.signal.aborted) out();
        },
        willSendResponse: async () => {
          answered.abort();
          leave(contextValue);
        },
      };
    },
    unexpectedErrorProcessingRequest: async ({
      requestContext,
    }: {
      requestContext: GraphQLRequestContext<RequestContext>;
    }) => leave(requestContext.contextValue),
  };
}
