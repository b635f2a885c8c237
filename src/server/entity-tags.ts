// Answers to GET that measure only carry an ETag: of equal ones the answers are equal. Whoever has the answer already is told so
// by 304, and nothing is sent. It is made of the question, of whom it answers, of what is asked of the engine and which changes
// that reads, and of now where the days asked for are not over.
import { createHash, randomUUID } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../graphql/common/request-context';

/** Another process may have other settings, or be another version of the program. */
const thisProcess = randomUUID();

/** Whether the answer repeats the version of the data and now, which change without it. */
const tellsResolved = (query = ''): boolean => /\bdataVersion\b|\basOf\b(?!\s*:)/.test(query);

export const tellWhatIsKnown: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async ({ request }) => ({
    willSendResponse: async ({ response, contextValue, errors = [] }) => {
      const rests = contextValue.restsOn();
      const { http } = request;
      if (http?.method !== 'GET' || rests === null || errors.length > 0 || contextValue.fieldErrors.all().length > 0)
        return;
      const { query, variables, operationName } = request;
      const parts = [
        thisProcess,
        query,
        variables,
        operationName,
        contextValue.principal,
        rests
          .map(({ resolved, ...each }) => JSON.stringify(tellsResolved(query) ? { resolved, ...each } : each))
          .sort(),
      ];
      const tag = `W/"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url')}"`;
      response.http.headers.set('etag', tag);
      response.http.headers.set('cache-control', 'private, no-cache');
      const known = http.headers.get('if-none-match') ?? '';
      if (known.split(',').some((each) => each.trim() === tag)) response.http.status = 304;
    },
  }),
};
