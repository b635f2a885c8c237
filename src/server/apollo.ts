// Apollo Server over our schema: no CORS, no batching, no persisted queries, nothing sent off this machine.

import { randomUUID } from 'node:crypto';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { presentError } from '../graphql/common/present-error';
import type { RequestContext } from '../graphql/common/request-context';
import { buildSchema } from '../graphql/schema';
import type { Log } from './log';

/** Tells which request an error belongs to: Apollo formats errors without their context. */
function rememberRequests(requests: WeakMap<object, string>): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors, contextValue }) => {
        for (const error of errors) requests.set(error, contextValue.requestId);
      },
    }),
  };
}

/** Clients that only know application/json read the answer from the body: the protocol wants 200 for them, 400 for all others. */
const answerOldClients: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async ({ request }) => ({
    willSendResponse: async ({ response }) => {
      const accept = request.http?.headers.get('accept') ?? '';
      const isOld = accept.includes('application/json') && !accept.includes('application/graphql-response+json');
      if (isOld && response.http.status === 400) response.http.status = 200;
    },
  }),
};

export function createApollo(log: Log): ApolloServer<RequestContext> {
  const requests = new WeakMap<object, string>();
  const report = (error: unknown, requestId: string) => log.error({ err: error, requestId }, 'a request failed');
  return new ApolloServer<RequestContext>({
    schema: buildSchema(),
    introspection: true,
    csrfPrevention: true,
    persistedQueries: false,
    cache: 'bounded',
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: log,
    formatError: ({ extensions }, error) => {
      const requestId = requests.get(error as object) ?? randomUUID();
      return presentError(error, requestId, report, extensions?.code as string | undefined);
    },
    plugins: [
      rememberRequests(requests),
      answerOldClients,
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControlDisabled(),
    ],
  });
}
