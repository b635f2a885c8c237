// The built server as a process of its own over a company of random rows, and requests to it whose outcome is told in full:
// which status, which code, after how long, or why there is no answer.
import { readFileSync } from 'node:fs';
import { type Agent, request as httpRequest } from 'node:http';
import { load } from '../../../src/load/load';
import { openDatabase } from '../../../src/warehouse/warehouse';
import { loadFolder } from '../../load/support/load-folder';
import { filesOf, randomRows } from '../../load/support/random-load';
import { type RunningProgram, startNode } from '../../support/program';
import { testConfig } from '../../support/test-warehouse';

export type Answer = {
  /** 0: there was no answer, or not the whole of one. */
  readonly status: number;
  readonly body: string;
  /** Of the first error in the answer; of a connection that broke, the system's. */
  readonly code: string | undefined;
  readonly retryAfter: string | undefined;
  readonly milliseconds: number;
  /** Bytes of an answer arrived, and its end did not. */
  readonly cut: boolean;
  /** By performance.now(). */
  readonly asked: number;
};

export type Served = {
  readonly origin: string;
  readonly program: RunningProgram;
  readonly ask: (document: Document, options?: AskOptions) => Promise<Answer>;
  readonly get: (path: string, options?: AskOptions) => Promise<Answer>;
  /** Megabytes of the process that are in memory. */
  readonly memory: () => number;
  /** By SIGTERM; the exit code. */
  readonly stop: () => Promise<number | null>;
};

/** As clients send it: one text for many values. */
export type Document = { readonly query: string; readonly variables: Readonly<Record<string, unknown>> };

export type AskOptions = { readonly agent?: Agent; readonly timeout?: number };

/** Rows of 2023 to 2025: about 1,600 interactions and 1,400 transactions of 160 customers. */
export async function loadCompany(url: string, size = 10): Promise<void> {
  const warehouse = await openDatabase(url, testConfig({ databaseUrl: url }));
  try {
    await load(warehouse, { path: await loadFolder(filesOf(randomRows(11, size))) });
  } finally {
    await warehouse.close();
  }
}

const nodeOptions = ['--enable-source-maps', '--max-semi-space-size=64'];

export async function serve(env: NodeJS.ProcessEnv): Promise<Served> {
  const program = startNode([...nodeOptions, 'dist/src/main.js'], { PORT: '0', SAMPLE: 'off', ...env });
  const [, printed] = await program.printed(/(http:\/\/localhost:\d+)\/graphql/);
  const origin = printed!.replace('localhost', '127.0.0.1');
  return {
    origin,
    program,
    ask: (document, options) => send(`${origin}/graphql`, JSON.stringify(document), options),
    get: (path, options) => send(`${origin}${path}`, undefined, options),
    memory: () => memoryOf(program.pid),
    stop: async () => {
      program.kill('SIGTERM');
      return (await program.ended).code;
    },
  };
}

function memoryOf(pid: number): number {
  const [, kilobytes] = /VmRSS:\s*(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

/** Never rejects. */
export function send(
  url: string,
  body: string | undefined,
  { agent, timeout = 60_000 }: AskOptions = {},
): Promise<Answer> {
  const asked = performance.now();
  return new Promise((resolve) => {
    let text = '';
    let begun = false;
    const failed = (error: NodeJS.ErrnoException): void =>
      resolve({
        status: 0,
        body: text,
        code: error.code ?? error.message,
        retryAfter: undefined,
        milliseconds: performance.now() - asked,
        cut: begun,
        asked,
      });
    const headers =
      body === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
    const sent = httpRequest(
      url,
      { method: body === undefined ? 'GET' : 'POST', agent, headers, timeout },
      (response) => {
        begun = true;
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('error', failed);
        response.on('aborted', () => failed(Object.assign(new Error('cut'), { code: 'CUT' })));
        response.on('end', () => {
          if (!response.complete) return;
          resolve({
            status: response.statusCode ?? 0,
            body: text,
            code: codeIn(text),
            retryAfter: response.headers['retry-after'],
            milliseconds: performance.now() - asked,
            cut: false,
            asked,
          });
        });
      },
    );
    sent.on('timeout', () => sent.destroy(Object.assign(new Error('no answer'), { code: 'NO_ANSWER' })));
    sent.on('error', failed);
    sent.end(body);
  });
}

const codeIn = (text: string): string | undefined => /"code":\s*"([A-Z_]+)"/.exec(text)?.[1];

const questionOfMonths =
  'query ($from: Date!, $to: Date!) { metrics(period: { from: $from, to: $to }, grain: MONTH, by: [CHANNEL]) { rows { period { start } revenue { value } orders { value } } } }';

/** A question that nobody asked before, so that no answer is remembered: the months of a range of days. */
export const question = (number: number): Document => ({
  query: questionOfMonths,
  variables: {
    from: dayOf(Date.UTC(2023, 9, 1), number % 300),
    to: dayOf(Date.UTC(2025, 8, 1), -Math.floor(number / 300)),
  },
});

/** The same in a text of its own, which has to be read anew. */
export const writtenOut = (number: number): Document => {
  const { query, variables } = question(number);
  const { from, to } = variables as Readonly<Record<string, string>>;
  return {
    variables: {},
    query: query
      .replace(/^query \(.*?\) /, '')
      .replace('$from', `"${from}"`)
      .replace('$to', `"${to}"`),
  };
};

const dayOf = (start: number, days: number): string => new Date(start + days * 86_400_000).toISOString().slice(0, 10);

/** A customer's page, read from the tables. */
export const lookUp = (number: number): Document => ({
  query: `query ($id: ID!) { customer(id: $id) { id name attributes { region } timeline(first: 20) { nodes { at kind } } } }`,
  variables: { id: `c${number % 160}` },
});

/** An order of August 2025, under a key of its own. */
export const event = (id: string): Document => ({
  query: `mutation ($rows: [TransactionRow!]!, $key: String) { ingestTransactions(rows: $rows, idempotencyKey: $key) { inserted } }`,
  variables: {
    key: id,
    rows: [
      {
        transactionId: id,
        orderId: id,
        customerId: 'c1',
        occurredAt: '2025-08-30T10:00:00Z',
        kind: 'order',
        revenue: 12.5,
      },
    ],
  },
});
