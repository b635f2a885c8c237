// What the record of a request has of its operation: its kind, and the codes of the errors of its answer.
import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../../graphql/common/request-context';
import { recordOf } from './request-records';

/** After the plugins that add errors to an answer. */
export const noteOperations: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, contextValue }) => {
      const record = recordOf(contextValue.requestId);
      if (record !== undefined && operation !== undefined) record.operation = operation.operation;
    },
    willSendResponse: async ({ response: { body }, contextValue }) => {
      if (body.kind !== 'single') return;
      for (const { extensions } of body.singleResult.errors ?? [])
        if (typeof extensions?.code === 'string') recordOf(contextValue.requestId)?.codes.add(extensions.code);
    },
  }),
};
