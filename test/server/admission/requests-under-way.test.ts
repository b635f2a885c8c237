// What the process holds of requests at once: their number, and the length of what they send, before anything of it is read.
import { connect } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { local, type Principal } from '../../../src/auth/principal';
import { everything } from '../../../src/model/viewer';
import { watchRequests } from '../../../src/server/admission/requests-under-way';

const key = (id: string): Principal => ({ id, name: id, role: 'bi', viewer: everything });
const principals: Readonly<Record<string, Principal>> = { one: key('key:1'), two: key('key:2') };

let app: FastifyInstance;
let release: () => void;
let origin: string;
beforeEach(async () => {
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  app = Fastify();
  app.decorateRequest('principal', null as unknown as Principal);
  app.addHook('onRequest', async (request) => {
    request.principal = principals[String(request.headers.who)] ?? local;
  });
  watchRequests(app, { requests: 2, bytes: 100, bodyLimit: 60, arrival: { spell: 100, bytes: 10 } });
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

const send = (body: string | ReadableStream, who = 'local') =>
  fetch(`${origin}/held`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'text/plain', who },
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

test('who holds half of the requests is told to come again, and others are let in', async () => {
  const held = [send('a', 'one')];
  await later();
  expect((await send('b', 'one')).status).toBe(503);
  held.push(send('c', 'two'));
  await later();
  release();
  expect((await Promise.all(held)).map(({ status }) => status)).toEqual([200, 200]);
  expect((await send('d', 'one')).status).toBe(200);
});

test('who would hold more than half of the bytes is told to come again, and others are let in', async () => {
  expect((await send('x'.repeat(51), 'one')).status).toBe(503);
  release();
  expect((await send('x'.repeat(50), 'one')).status).toBe(200);
  expect((await send('x'.repeat(51))).status).toBe(200);
});

describe('a body that', () => {
  /** Announces 50 bytes and sends so many every 20 ms; the answer as it came, and that the connection ended. */
  const trickle = (bytes: number): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(origin).port), '127.0.0.1', () =>
        socket.write(
          'POST /held HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 50\r\n\r\n',
        ),
      );
      let sent = 0;
      const sending = setInterval(() => {
        const more = Math.min(bytes, 50 - sent);
        sent += more;
        if (more > 0) socket.write('x'.repeat(more));
      }, 20);
      let text = '';
      socket
        .on('data', (chunk) => {
          text += chunk;
          if (text.includes(' 200 ')) socket.end();
        })
        .on('error', reject)
        .on('close', () => {
          clearInterval(sending);
          resolve(text);
        });
    });

  test('trickles in is cut, and what it held is free', async () => {
    const answer = await trickle(0);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('The request did not arrive in time.');
    release();
    // Of 100 bytes it had announced 50.
    await later();
    expect((await Promise.all([send('x'.repeat(60)), send('x'.repeat(40))])).map(({ status }) => status)).toEqual([
      200, 200,
    ]);
  });

  test('comes slowly is read to its end', async () => {
    release();
    expect(await trickle(3)).toMatch(/^HTTP\/1\.1 200 /);
  });
});
