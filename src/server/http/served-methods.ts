// Which methods each path is served by, so that a request by another is told so (405, with Allow) and not that the path is unknown.
import type { FastifyInstance } from 'fastify';

export type ServedMethods = {
  /** Of the path of an address; none: there is nothing at it. */
  readonly at: (path: string) => readonly string[];
};

type Served = { readonly pattern: RegExp; readonly methods: Set<string> };

/** Hears of the routes that are added after it. */
export function watchMethods(app: FastifyInstance): ServedMethods {
  const byUrl = new Map<string, Served>();
  app.addHook('onRoute', ({ url, method, config }) => {
    // What is there only to refuse is not served.
    if ((config as { readonly refuses?: boolean } | undefined)?.refuses) return;
    const served = byUrl.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
    for (const each of [method].flat()) served.methods.add(each);
    byUrl.set(url, served);
  });
  return {
    at: (path) =>
      [
        ...new Set([...byUrl.values()].flatMap(({ pattern, methods }) => (pattern.test(path) ? [...methods] : []))),
      ].sort(),
  };
}

const patternOf = (url: string): RegExp =>
  new RegExp(`^${url.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/:\w+/g, '[^/]+')}$`);
