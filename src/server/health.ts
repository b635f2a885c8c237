// Whether the process lives, and whether it can answer: the database replies and no shutdown is under way.
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { openToAll } from './authenticated';

const patience = 2_000;

async function databaseAnswers(pool: Pool): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patience);
  });
  const reply = pool.query('SELECT').then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([reply, late]);
  } finally {
    clearTimeout(timer);
  }
}

export function serveHealth(app: FastifyInstance, pool: Pool, isStopping: () => boolean): void {
  app.get('/livez', openToAll, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );
  app.get('/readyz', openToAll, async (_request, reply) => {
    const problem = isStopping()
      ? 'stopping'
      : (await databaseAnswers(pool))
        ? undefined
        : 'the database does not answer';
    void reply.header('cache-control', 'no-store').code(problem === undefined ? 200 : 503);
    return problem === undefined ? { status: 'ok' } : { status: 'not ready', problem };
  });
}
