// The real server on a free port over an empty warehouse, with its log kept for the test to read.

import type { Authenticate } from '../../src/auth/credentials/authenticate';
import type { Config } from '../../src/config/config';
import type { AnswerContext } from '../../src/query/reading';
import { type HttpOptions, type HttpServer, startHttpServer } from '../../src/server/http-server';
import { createLog } from '../../src/server/log';
import { servicesOf } from '../../src/services/services';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';

export type Reply = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: () => {
    data?: Record<string, unknown> | null;
    errors?: { message: string; extensions: Record<string, unknown> }[];
  };
};

export type RunningApi = {
  readonly server: HttpServer;
  readonly warehouse: TestWarehouse;
  /** What the server logged so far. */
  readonly log: () => string;
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Reply>;
  /** Posts a document, or a body as it stands. */
  readonly post: (
    body: string | { query: string; variables?: unknown },
    headers?: Record<string, string>,
  ) => Promise<Reply>;
  readonly close: () => Promise<void>;
};

async function reply(response: Response): Promise<Reply> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) };
}

type ApiOptions = Partial<Omit<HttpOptions, 'authenticate'>> & {
  /** Every statement is told of. */
  readonly debugged?: boolean;
  /** What now is, if it is not the clock. */
  readonly now?: AnswerContext['now'];
  /** Who asks; without it whoever reaches this machine. */
  readonly authenticate?: (warehouse: TestWarehouse) => Authenticate;
  /** Settings beside those of a test. */
  readonly settings?: Partial<Config>;
};

export async function startApi({
  now,
  debugged = false,
  authenticate,
  settings = {},
  ...others
}: ApiOptions = {}): Promise<RunningApi> {
  const warehouse = await createTestWarehouse();
  const lines: string[] = [];
  const log = createLog('warn', { write: (line) => lines.push(line) });
  const config = { ...warehouse.config, ...settings };
  const options = {
    ...config,
    port: 0,
    host: '127.0.0.1',
    log,
    authenticate: authenticate?.(warehouse) ?? null,
    ...others,
  };
  const reporting = debugged ? { report: () => undefined, oneAtATime: false } : undefined;
  const services = servicesOf(warehouse, config, { reporting });
  const answering = { ...services.answering, now: now ?? services.answering.now };
  const server = await startHttpServer({ ...services, answering }, options);
  return {
    server,
    warehouse,
    log: () => lines.join(''),
    get: async (path, headers = {}) => reply(await fetch(`${server.origin}${path}`, { headers })),
    post: async (body, headers = {}) =>
      reply(
        await fetch(`${server.origin}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      ),
    close: async () => {
      await server.stop();
      await warehouse.drop();
    },
  };
}
