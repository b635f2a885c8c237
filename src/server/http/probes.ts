// The paths that tell how the server is, and nothing of what it holds: whoever watches it may always ask them.
import type { FastifyRequest } from 'fastify';

const probes: readonly (string | undefined)[] = ['/livez', '/readyz'];

export const isProbe = ({ routeOptions }: FastifyRequest): boolean => probes.includes(routeOptions.url);
