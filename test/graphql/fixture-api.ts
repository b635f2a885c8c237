// The API over the fixture company, without HTTP: the same answers the server gives.

import { local } from '../../src/auth/principal';
import { createRequestContext, type RequestContext } from '../../src/graphql/common/request-context';
import { type Answer, executeDocument } from '../../src/graphql/execute-document';
import { servicesOf } from '../../src/services/services';
import { fixtureCompany } from '../support/fixture';

/** Any answer, read by its names; what is not there is undefined. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads the answer of the document it wrote itself
type Data = any;

export async function fixtureContext(): Promise<RequestContext> {
  const { warehouse, contexts } = await fixtureCompany();
  return createRequestContext(
    { ...servicesOf(warehouse, warehouse.config), answering: contexts[0]! },
    'request-1',
    local,
  );
}

const bug = (error: unknown): never => {
  throw error;
};

export async function execute(document: string, variables?: Record<string, unknown>): Promise<Answer> {
  return executeDocument(document, variables, await fixtureContext(), bug);
}

/** The data of a document that is answered without an error. */
export async function ask(document: string, variables?: Record<string, unknown>): Promise<Data> {
  const { data, errors } = await execute(document, variables);
  expect(errors).toBeUndefined();
  // Through JSON, as a client sees it.
  return JSON.parse(JSON.stringify(data));
}

/** The only error of a document. */
export async function errorOf(document: string, variables?: Record<string, unknown>) {
  const { data, errors } = await execute(document, variables);
  expect(errors).toHaveLength(1);
  return { data, error: errors![0]! };
}
