// How many requests for data a principal may send in a minute, by its role. Whoever is this machine itself is not counted: it has the
// database anyway, and what is too much at once waits.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { local } from '../../auth/principal';
import { type Role, roles } from '../../model/roles';
import { sendHttpError } from '../http-errors';

/** Requests in a minute; 0: any number. */
export type Rates = Readonly<Record<Role, number>>;

const minute = 60;

/** Pages, their files and probes cost next to nothing. */
const paths: readonly (string | undefined)[] = ['/graphql', '/segments/:name/customers.csv'];

export function limitRates(app: FastifyInstance, rates: Rates): void {
  const limiters = new Map(
    roles
      .filter((role) => rates[role] > 0)
      .map((role) => [role, new RateLimiterMemory({ keyPrefix: role, points: rates[role], duration: minute })]),
  );
  const secondsToWait = async ({ principal: { id, role } }: FastifyRequest): Promise<number> => {
    try {
      await limiters.get(role)?.consume(id);
      return 0;
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    }
  };
  app.addHook('onRequest', async (request, reply) => {
    if (!paths.includes(request.routeOptions.url) || request.principal === local) return;
    const seconds = await secondsToWait(request);
    if (seconds === 0) return;
    const { role } = request.principal;
    void reply.header('retry-after', String(seconds));
    const message = `The role ${role} may send ${rates[role]} requests in a minute. Try again in ${seconds} seconds.`;
    sendHttpError(reply, { status: 429, code: 'RATE_LIMITED', message }, request.id);
    return reply;
  });
}
