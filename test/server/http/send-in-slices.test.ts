// What is sent in pieces arrives as it was, compressed or not, whatever characters it is made of.
import compress from '@fastify/compress';
import Fastify, { type FastifyInstance } from 'fastify';
import { sendInSlices } from '../../../src/server/http/send-in-slices';

const texts: Readonly<Record<string, string>> = {
  short: 'x'.repeat(262_144),
  longer: 'x'.repeat(262_145),
  chinese: '客户'.repeat(300_000),
  'pairs on every place': `${'😀'.repeat(300_000)}`,
  'pairs on odd places': `a${'😀'.repeat(300_000)}`,
};

let app: FastifyInstance;
beforeAll(async () => {
  app = Fastify();
  sendInSlices(app);
  await app.register(compress, { encodings: ['gzip', 'identity'] });
  for (const [index, text] of Object.values(texts).entries())
    app.get(`/${index}`, async (_request, reply) => reply.type('application/json').send(text));
  await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => app.close());

test.each(Object.entries(texts).map(([title, text], index) => [title, text, index] as const))(
  '%s',
  async (_title, text, index) => {
    const { port } = app.server.address() as { port: number };
    for (const encoding of ['identity', 'gzip']) {
      const reply = await fetch(`http://127.0.0.1:${port}/${index}`, { headers: { 'accept-encoding': encoding } });
      expect(reply.headers.get('content-encoding')).toBe(encoding === 'gzip' ? 'gzip' : null);
      expect((await reply.text()) === text).toBe(true);
    }
  },
);
