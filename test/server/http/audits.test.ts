// The audits of GraphQL over HTTP against the server as it stands, with and without authentication. GET without a preflight header is
// refused on purpose, so each request sends one.
import { serverAudits } from 'graphql-http';
import { type RunningApi, startApi } from '../running-api';
import { startKeyedApi } from './keyed-api';

describe.each(['without authentication', 'with a key'] as const)('%s', (access) => {
  let api: RunningApi;
  let headers: Readonly<Record<string, string>> = { 'apollo-require-preflight': '1' };
  beforeAll(async () => {
    if (access === 'without authentication') {
      api = await startApi();
      return;
    }
    const keyed = await startKeyedApi('analyst');
    api = keyed.api;
    headers = { ...headers, authorization: keyed.authorization };
  });
  afterAll(() => api.close());

  const audits = serverAudits({
    url: () => `${api.server.origin}/graphql`,
    fetchFn: (target: string, init: RequestInit = {}) =>
      fetch(target, { ...init, headers: { ...headers, ...(init.headers as Record<string, string>) } }),
  });

  test('there are 61', () => {
    expect(audits).toHaveLength(61);
  });

  test.each(audits.map(({ id, name, fn }) => [id, name, fn] as const))('%s %s', async (_id, _name, fn) => {
    const result = await fn();
    expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
  });
});
