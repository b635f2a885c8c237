// The headers of every answer: nothing is framed, guessed, referred to or loaded by it. The page has a policy of its own.
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** Of answers that are no page: a browser that shows one loads and runs nothing. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    'default-src': ["'none'"],
    'frame-ancestors': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
  },
};

const oneYear = 31_536_000;

/** `behindTls`: people reach the server by https alone, so browsers may be told never to try anything else. */
export async function addSecurityHeaders(app: FastifyInstance, behindTls: boolean): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: behindTls ? { maxAge: oneYear, includeSubDomains: false } : false,
  });
}

/** Of answers that no hook sees. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};
