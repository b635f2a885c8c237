// The real server as a process of its own, over the simulated company in a database of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { load } from '../../src/load/load';
import { writeSample } from '../../src/sample/write-sample';
import { openDatabase } from '../../src/warehouse/warehouse';
import { asOf, type BenchCluster } from './bench-cluster';

export type ServedCompany = {
  readonly databaseUrl: string;
  readonly transactions: number;
  readonly interactions: number;
  /** The body of the answer to a document. */
  readonly ask: (query: string) => Promise<string>;
  readonly stop: () => Promise<void>;
};

const program = join(__dirname, '..', '..', 'src', 'main.js');

/** `kind`: a company that is marked as simulated takes no further rows. */
export async function serveCompany(
  cluster: BenchCluster,
  customers: number,
  kind: 'sample' | 'load' = 'sample',
): Promise<ServedCompany> {
  const databaseUrl = await cluster.fresh(`company_${customers}`);
  const out = join(cluster.folder, `company-${customers}`);
  const { rows } = await writeSample({ customers, months: 36, until: '2025-12-31', seed: 7, out });
  const warehouse = await openDatabase(databaseUrl, cluster.config);
  try {
    await load(warehouse, { path: out, kind, maxErrors: { kind: 'count', value: 0 } });
    // As a server that has been up for a while finds it.
    await warehouse.pool.query('VACUUM ANALYZE');
  } finally {
    await warehouse.close();
    await rm(out, { recursive: true, force: true });
  }
  const { origin, agent, stop } = await startServer(program, [], {
    DATABASE_URL: databaseUrl,
    SAMPLE: 'off',
    AS_OF: asOf,
    PORT: '0',
    HOST: '127.0.0.1',
  });
  return {
    databaseUrl,
    transactions: rows.transactions,
    interactions: rows.interactions,
    ask: (query) => post(`${origin}/graphql`, JSON.stringify({ query }), agent),
    stop,
  };
}

export type RunningServer = {
  readonly origin: string;
  /** Keeps connections for whoever asks. */
  readonly agent: Agent;
  readonly processId: number;
  readonly stop: () => Promise<void>;
};

/** As `npm start` begins the server. */
const nodeOptions = ['--enable-source-maps', '--max-semi-space-size=64'];

/** A program that prints its address, in a process of its own. */
export async function startServer(
  path: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<RunningServer> {
  const agent = new Agent({ keepAlive: true });
  const child = spawn(process.execPath, [...nodeOptions, path, ...words], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async () => {
    agent.destroy();
    if (child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, 'close');
    child.kill('SIGTERM');
    await closed;
  };
  return { origin: await printedOrigin(child), agent, processId: child.pid!, stop };
}

function printedOrigin(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const origin = /http:\/\/[^/\s]+/.exec(printed)?.[0];
      if (origin !== undefined) resolve(origin.replace('localhost', '127.0.0.1'));
    });
    child.once('close', () => reject(new Error(`The server ended before it answered:\n${printed}`)));
  });
}

/** An answer with another status than 200. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    text: string,
  ) {
    super(`The server answered ${status}: ${text}`);
  }
}

export function post(url: string, body: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(text);
        else reject(new Refused(response.statusCode!, text));
      });
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      // The server closes a connection that was idle for long, at times just as it is used again: nothing was asked then.
      if (sent.reusedSocket && error.code === 'ECONNRESET') post(url, body, agent).then(resolve, reject);
      else reject(error);
    });
    sent.end(body);
  });
}
