// The audits of GraphQL over HTTP against the server as it stands. GET without a preflight header is refused on purpose, so each
// request sends one; `headersOf` is where a key goes in.
import { serverAudits } from 'graphql-http';
import { type RunningApi, startApi } from '../running-api';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const headersOf = (): Readonly<Record<string, string>> => ({ 'apollo-require-preflight': '1' });

const audits = serverAudits({
  url: () => `${api.server.origin}/graphql`,
  fetchFn: (target: string, init: RequestInit = {}) =>
    fetch(target, { ...init, headers: { ...headersOf(), ...(init.headers as Record<string, string>) } }),
});

test('there are 61', () => {
  expect(audits).toHaveLength(61);
});

test.each(audits.map(({ id, name, fn }) => [id, name, fn] as const))('%s %s', async (_id, _name, fn) => {
  const result = await fn();
  expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
});
