// How many requests a principal may send in a minute, by its role.
import Fastify, { type FastifyInstance } from 'fastify';
import { local, type Principal } from '../../../src/auth/principal';
import type { Role } from '../../../src/model/roles';
import { everything } from '../../../src/model/viewer';
import { limitRates } from '../../../src/server/admission/rate-limit';

const principal = (id: string, role: Role): Principal => ({ id, name: id, role, viewer: everything });
const principals: readonly Principal[] = [
  principal('key:1', 'bi'),
  principal('key:2', 'bi'),
  principal('key:3', 'app'),
  local,
];

let app: FastifyInstance;
beforeEach(async () => {
  app = Fastify();
  app.decorateRequest('principal', null as unknown as Principal);
  app.addHook('onRequest', async (request) => {
    request.principal = principals.find(({ id }) => id === request.headers.who)!;
  });
  limitRates(app, { admin: 1, analyst: 1, bi: 3, app: 0, service: 1 });
  app.get('/graphql', async () => 'answered');
  app.get('/livez', async () => 'alive');
});
afterEach(() => app.close());

const ask = (who: string, url = '/graphql') => app.inject({ url, headers: { who } });
const statuses = async (who: string, times: number, url?: string) => {
  const seen: number[] = [];
  for (let time = 0; time < times; time++) seen.push((await ask(who, url)).statusCode);
  return seen;
};

it('refuses one too many, with when to come again', async () => {
  expect(await statuses('key:1', 3)).toEqual([200, 200, 200]);
  const refused = await ask('key:1');
  expect(refused.statusCode).toBe(429);
  const seconds = Number(refused.headers['retry-after']);
  expect(seconds).toBeGreaterThanOrEqual(1);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(refused.json()).toEqual({
    errors: [
      {
        message: `The role bi may send 3 requests in a minute. Try again in ${seconds} seconds.`,
        extensions: { code: 'RATE_LIMITED', requestId: expect.any(String) },
      },
    ],
  });
});

it('counts each principal by itself', async () => {
  expect(await statuses('key:1', 4)).toEqual([200, 200, 200, 429]);
  expect(await statuses('key:2', 1)).toEqual([200]);
});

it('counts nothing of a role without a limit, of this machine, and of what is no question', async () => {
  expect(new Set(await statuses('key:3', 10))).toEqual(new Set([200]));
  expect(new Set(await statuses('local', 10))).toEqual(new Set([200]));
  expect(new Set(await statuses('key:1', 10, '/livez'))).toEqual(new Set([200]));
});
