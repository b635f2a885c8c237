// What the process holds of requests at once: their number, and the length of what they send, before anything of it is read.
import Fastify, { type FastifyInstance } from 'fastify';
import { watchRequests } from '../../../src/server/admission/requests-under-way';

let app: FastifyInstance;
let release: () => void;
let origin: string;
beforeEach(async () => {
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  app = Fastify();
  watchRequests(app, { requests: 2, bytes: 100, bodyLimit: 60 });
  app.post('/held', async () => {
    await held;
    return 'answered';
  });
  app.get('/livez', async () => 'alive');
  await app.listen({ port: 0, host: '127.0.0.1' });
  origin = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`;
});
afterEach(async () => {
  release();
  await app.close();
});

const send = (body: string | ReadableStream) =>
  fetch(`${origin}/held`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'text/plain' },
    ...(typeof body !== 'string' && { duplex: 'half' }),
  } as RequestInit);
const later = () => new Promise((resolve) => setTimeout(resolve, 150));

test('one request too many is told to come again, and probes are let in', async () => {
  const held = [send('a'), send('b')];
  await later();
  const refused = await send('c');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'BUSY' } }] });
  expect((await fetch(`${origin}/livez`)).status).toBe(200);
  release();
  expect((await Promise.all(held)).map(({ status }) => status)).toEqual([200, 200]);
  expect((await send('d')).status).toBe(200);
});

test('one body too many is told to come again', async () => {
  const held = send('x'.repeat(60));
  await later();
  expect((await send('x'.repeat(41))).status).toBe(503);
  release();
  expect((await held).status).toBe(200);
});

test('a body that announces no length counts as the longest', async () => {
  const held = send('x'.repeat(41));
  await later();
  expect((await send(new Blob(['x']).stream())).status).toBe(503);
  release();
  expect((await held).status).toBe(200);
});
