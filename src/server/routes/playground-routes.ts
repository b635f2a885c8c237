// Serves the playground page and its files. They hold no data of the company where whoever asks has to prove who they are.
import type { FastifyInstance } from 'fastify';
import { playgroundAssets } from '../../explorer/playground-assets';
import { type PageFacts, playgroundPage, playgroundPolicy } from '../../explorer/playground-page';
import { openToAll } from '../authenticated';

const versioned = /\/\d/;

export function servePlayground(app: FastifyInstance, facts: () => Promise<PageFacts>): void {
  for (const { path, type, content } of playgroundAssets) {
    const caching = versioned.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
    app.get(path, openToAll, async (_request, reply) =>
      reply.header('content-type', type).header('cache-control', caching).send(content()),
    );
  }
  app.get('/', openToAll, async (_request, reply) =>
    reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-security-policy', playgroundPolicy)
      .header('cache-control', 'no-cache')
      .send(playgroundPage(await facts())),
  );
}
