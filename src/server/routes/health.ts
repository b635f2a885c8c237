// Whether the process lives, and whether it can answer: the database replies and no shutdown is under way. Neither waits behind
// questions: not for a place, and not for a connection.
import type { FastifyInstance } from 'fastify';
import { openToAll } from '../authenticated';
import type { DatabaseProbe } from './database-probe';

export function serveHealth(app: FastifyInstance, database: DatabaseProbe, isStopping: () => boolean): void {
  app.get('/livez', openToAll, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );
  app.get('/readyz', openToAll, async (_request, reply) => {
    const problem = isStopping() ? 'stopping' : (await database.answers()) ? undefined : 'the database does not answer';
    void reply.header('cache-control', 'no-store').code(problem === undefined ? 200 : 503);
    return problem === undefined ? { status: 'ok' } : { status: 'not ready', problem };
  });
}
