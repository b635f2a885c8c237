// A TCP proxy on loopback that can do to a connection what networks do. The fault is that of the moment: it holds for
// connections that stand and for those to come, until another is set.
import { createServer, type Server, type Socket, connect as tcpConnect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export const faults = [
  /** Nothing listens, and connections are cut. */
  'refused',
  /** Every connection is answered by a reset. */
  'reset',
  /** Connections are taken and stand, and not a byte gets through. */
  'half-open',
  /** Every packet takes 50 ms longer, each way. */
  'delayed',
  /** Answers arrive 500 bytes at a time. */
  'trickling',
  /** Half of an answer arrives, then the connection breaks. */
  'cut in an answer',
  /** A connection ends after 2,000 bytes of answers, as if it were over. */
  'cut after some bytes',
  /** Connections are closed as soon as they stand. */
  'closed at once',
] as const;
/** The last: a load is committed, and its connection breaks before it says so. */
export type Fault = (typeof faults)[number] | 'none' | 'cut at a commit';

export type FaultProxy = {
  /** The same URL through the proxy. */
  readonly url: string;
  readonly set: (fault: Fault) => Promise<void>;
  readonly close: () => Promise<void>;
};

const delay = 50;
const trickle = { bytes: 500, pause: 1 };
const longestAnswers = 2_000;
/** The statement alone, as a message: others speak of commits too. */
const commit = 'Q\0\0\0\x0bCOMMIT\0';

type Pair = {
  readonly client: Socket;
  readonly server: Socket;
  answered: number;
  isLoad: boolean;
  isCommitting: boolean;
  isOver: boolean;
};

export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const { hostname, port } = new URL(target);
  const pairs = new Set<Pair>();
  const clients = new Set<Socket>();
  let fault: Fault = 'none';

  const end = (pair: Pair, how: 'reset' | 'close'): void => {
    pairs.delete(pair);
    if (how === 'reset') pair.client.resetAndDestroy();
    else pair.client.end();
    pair.server.destroy();
  };

  /** Resolves once the next bytes may follow. */
  const pass = async (pair: Pair, bytes: Buffer, isAnswer: boolean): Promise<void> => {
    const to = isAnswer ? pair.client : pair.server;
    const send = (part: Buffer): void => {
      if (!to.destroyed) to.write(part);
    };
    if (fault === 'half-open') return;
    if (fault === 'reset') return end(pair, 'reset');
    if (!isAnswer) pair.isLoad ||= bytes.includes('astrolabe load');
    if (fault === 'cut at a commit' && !isAnswer) pair.isCommitting ||= pair.isLoad && bytes.includes(commit);
    if (fault === 'cut at a commit' && isAnswer && pair.isCommitting) return end(pair, 'reset');
    if (fault === 'delayed') await wait(delay);
    if (isAnswer && fault === 'cut in an answer') {
      send(bytes.subarray(0, bytes.length / 2));
      await wait(20);
      return end(pair, 'reset');
    }
    if (isAnswer && fault === 'cut after some bytes') {
      send(bytes.subarray(0, longestAnswers - pair.answered));
      pair.answered += bytes.length;
      return pair.answered >= longestAnswers ? end(pair, 'close') : undefined;
    }
    if (!isAnswer || fault !== 'trickling') return send(bytes);
    for (let from = 0; from < bytes.length; from += trickle.bytes) {
      send(bytes.subarray(from, from + trickle.bytes));
      await wait(trickle.pause);
    }
  };

  const pump = async (pair: Pair, isAnswer: boolean): Promise<void> => {
    const [from, to] = isAnswer ? [pair.server, pair.client] : [pair.client, pair.server];
    try {
      for await (const bytes of from) await pass(pair, bytes as Buffer, isAnswer);
    } catch {
      // Reset by its peer: the other side learns it too.
    }
    pair.isOver = true;
    if (fault === 'half-open' || !pairs.has(pair)) return;
    to.end();
    if (isAnswer) pairs.delete(pair);
  };

  const accept = (client: Socket): void => {
    client.on('error', () => undefined);
    clients.add(client);
    client.once('close', () => clients.delete(client));
    if (fault === 'reset') return void client.resetAndDestroy();
    if (fault === 'closed at once') return void client.end();
    const server = tcpConnect(Number(port || 5432), hostname);
    server.on('error', () => undefined);
    const pair = { client, server, answered: 0, isLoad: false, isCommitting: false, isOver: false };
    pairs.add(pair);
    void pump(pair, true);
    void pump(pair, false);
  };

  const listener = createServer(accept);
  const place = await listen(listener, 0);
  const stop = (): Promise<void> => new Promise((resolve) => listener.close(() => resolve()));
  const cutAll = (): void => {
    for (const pair of [...pairs]) end(pair, 'reset');
    for (const client of clients) client.destroy();
  };
  const through = new URL(target);
  through.host = `127.0.0.1:${place}`;
  return {
    url: through.toString(),
    set: async (next) => {
      const before = fault;
      fault = next;
      if (next === 'refused') {
        cutAll();
        await stop();
      } else if (before === 'refused') await listen(listener, place);
      // Who was left meanwhile learns it now, as a server does by asking whether its client is there.
      for (const pair of [...pairs]) if (pair.isOver && next !== 'half-open') end(pair, 'reset');
      if (next === 'closed at once') for (const pair of [...pairs]) end(pair, 'close');
    },
    close: async () => {
      cutAll();
      if (listener.listening) await stop();
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as { port: number }).port);
    });
  });
}
