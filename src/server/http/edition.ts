// The status of an answer, by the edition of GraphQL over HTTP that the server speaks. The draft: an answer with data is 200, a
// request that is refused 400. The edition of September 2026: an answer with data and errors is 294, and 400 is kept for what
// cannot be read; what can be read and not be carried out is 422. Clients that only know application/json read the answer from
// its body: an answer with data is 200 for them in both, a refusal 200 in the draft.
import type { ApolloServerPlugin } from '@apollo/server';
import type { HttpEdition } from '../../config/server-settings';
import type { RequestContext } from '../../graphql/common/request-context';

export type { HttpEdition };

const graphqlResponse = 'application/graphql-response+json';
const partialSuccess = 294;

/** Read, and not to be carried out. */
const notProcessable: readonly unknown[] = [
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
];

type Answer = { readonly status: number | undefined; readonly hasData: boolean; readonly codes: readonly unknown[] };

function statusIn2026({ status, hasData, codes }: Answer, isOld: boolean): number | undefined {
  if (hasData) return codes.length > 0 && !isOld && (status ?? 200) === 200 ? partialSuccess : status;
  if (status === 400 && codes.some((code) => notProcessable.includes(code))) return 422;
  return (status ?? 200) === 200 ? 400 : status;
}

const statusInDraft = ({ status }: Answer, isOld: boolean): number | undefined =>
  isOld && status === 400 ? 200 : status;

const knowsJsonAlone = (accept: string): boolean =>
  accept.includes('application/json') && !accept.includes(graphqlResponse);

/** Of what cannot be read, by what the client accepts. */
export function refusalIn(edition: HttpEdition, accept: string): { readonly status: number; readonly type: string } {
  if (edition !== 'draft') return { status: 400, type: graphqlResponse };
  return knowsJsonAlone(accept)
    ? { status: 200, type: 'application/json' }
    : { status: 400, type: accept.includes(graphqlResponse) ? graphqlResponse : 'application/json' };
}

export function statusesOf(edition: HttpEdition): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async ({ request }) => ({
      willSendResponse: async ({ response: { http, body } }) => {
        if (body.kind !== 'single') return;
        const { data, errors = [] } = body.singleResult;
        const answer = {
          status: http.status,
          hasData: data !== undefined,
          codes: errors.map(({ extensions }) => extensions?.code),
        };
        const accept = request.http?.headers.get('accept') ?? '';
        const isOld = knowsJsonAlone(accept);
        http.status = edition === 'draft' ? statusInDraft(answer, isOld) : statusIn2026(answer, isOld);
        // No program on the way answers with this type: a client may trust that the refusal is ours.
        if (edition !== 'draft' && (http.status ?? 200) >= 400)
          http.headers.set('content-type', `${graphqlResponse}; charset=utf-8`);
      },
    }),
  };
}
