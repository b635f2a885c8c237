// Apollo Server over our schema: no batching, no persisted queries, nothing sent off this machine.

import { randomUUID } from 'node:crypto';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { UserErrors } from '../errors';
import { presentErrors, type ReportBug } from '../graphql/common/present-error';
import type { RequestContext } from '../graphql/common/request-context';
import { secondsToWait } from '../graphql/common/request-errors';
import { onlyMeasures } from '../graphql/common/root-fields';
import { ownRules, validationOptions } from '../graphql/common/validation-rules';
import { VariableErrors } from '../graphql/common/variable-errors';
import { buildSchema } from '../graphql/schema';
import { tellWhatIsKnown } from './entity-tags';
import { type HttpEdition, statusesOf } from './http/edition';
import { stringifyInSlices } from './http/stringify-in-slices';
import type { Log } from './log';
import { tellWhoChanges } from './tell-who-changes';
import { noteOperations } from './watching/note-operations';

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

/**
 * Apollo formats each error by itself, into one. Here come the further faults of a question that has several, and the errors
 * of fields that stand in every row.
 */
function tellAllErrors(report: ReportBug): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ response: { body }, errors: raised = [], contextValue }) => {
        if (body.kind !== 'single') return;
        const { fieldErrors, requestId } = contextValue;
        const told = (body.singleResult.errors ?? []).flatMap((error, index) => [
          error,
          ...furtherFaults(raised[index], requestId),
        ]);
        const ofFields = fieldErrors.all().flatMap((error) => presentErrors(error, requestId, report));
        if (told.length + ofFields.length > 0) body.singleResult.errors = [...told, ...ofFields];
      },
    }),
  };
}

/** Whoever finds every connection in use, or no database, may come again: the answer says so in HTTP's own words. */
const tellWhenToComeAgain: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response: { http }, errors = [] }) => {
      const waits = errors.flatMap(({ originalError }) => secondsToWait(originalError) ?? []);
      if (waits.length === 0) return;
      http.status = 503;
      http.headers.set('retry-after', String(Math.max(...waits)));
    },
  }),
};

/** The first is the error that Apollo has formatted. */
function furtherFaults(error: GraphQLError | undefined, requestId: string): readonly GraphQLFormattedError[] {
  const severals = [UserErrors, VariableErrors];
  if (!severals.some((several) => error?.originalError instanceof several)) return [];
  return presentErrors(error, requestId, () => undefined).slice(1);
}

/** Before it reads anything, a request says whether it needs more than the engine that measures. */
const tellWhatIsRead: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, operation, contextValue }) => {
      if (operation !== undefined && !onlyMeasures(document, operation)) contextValue.readsStored();
    },
  }),
};

/** Nothing of a request reads any more once its answer stands. */
const closeContexts: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({ willSendResponse: ({ contextValue }) => contextValue.close() }),
};

export type ApolloOptions = {
  readonly edition: HttpEdition;
  /** The most that anybody may send; how much a single role may is looked at before. */
  readonly maxTokens: number;
  /** Beside those that shape the answer. */
  readonly plugins: readonly ApolloServerPlugin<RequestContext>[];
};

export function createApollo(log: Log, { edition, maxTokens, plugins }: ApolloOptions): ApolloServer<RequestContext> {
  const requests = new WeakMap<object, string>();
  const report = (error: unknown, requestId: string) => log.error({ err: error, requestId }, 'a request failed');
  return new ApolloServer<RequestContext>({
    schema: buildSchema(),
    introspection: true,
    validationRules: [...ownRules],
    validationOptions,
    parseOptions: { maxTokens },
    csrfPrevention: true,
    persistedQueries: false,
    cache: 'bounded',
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: log,
    stringifyResult: stringifyInSlices,
    formatError: ({ extensions }, error) => {
      const requestId = requests.get(error as object) ?? randomUUID();
      return presentErrors(error, requestId, report, extensions?.code as string | undefined)[0];
    },
    plugins: [
      tellWhoChanges(log),
      rememberRequests(requests),
      tellAllErrors(report),
      noteOperations,
      statusesOf(edition),
      tellWhenToComeAgain,
      tellWhatIsKnown,
      tellWhatIsRead,
      closeContexts,
      ...plugins,
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControlDisabled(),
    ],
  });
}
