// A headless Chromium, spoken to over a pipe, for tests that look at a page as a person would. There is none on every
// machine: then `findBrowser` gives undefined, and the tests are skipped.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

export type Page = {
  /** The value of an expression in the page; of a promise, what it resolves to. */
  readonly evaluate: <Value>(expression: string) => Promise<Value>;
  /** Waits until an expression is true in the page. */
  readonly until: (expression: string) => Promise<void>;
  readonly resize: (width: number, height: number) => Promise<void>;
  readonly goto: (url: string) => Promise<void>;
  /** A PNG of what is seen. */
  readonly screenshot: () => Promise<Buffer>;
  /** The addresses of every request since the page was opened. */
  readonly requests: readonly string[];
  /** What the page complained of: exceptions, and errors on its console. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
};

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** The name of the browser of this machine. */
export const findBrowser = (): string | undefined =>
  names.find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);

type Message = { id?: number; method?: string; params?: never; result?: never; error?: { message: string } };

export async function openPage(browser: string): Promise<Page> {
  const profile = mkdtempSync(join(tmpdir(), 'astrolabe-browser-'));
  const child = spawn(
    browser,
    [
      ...['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync', '--lang=en'],
      ...['--remote-debugging-pipe', `--user-data-dir=${profile}`, 'about:blank'],
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const [input, output] = [child.stdio[3] as Writable, child.stdio[4] as Readable];
  const waiting = new Map<number, (message: Message) => void>();
  const requests: string[] = [];
  const complaints: string[] = [];

  const heard = ({ method, params }: Message): void => {
    const told = params as unknown as Record<string, Record<string, unknown>>;
    if (method === 'Network.requestWillBeSent') requests.push(String(told.request?.url));
    if (method === 'Runtime.exceptionThrown') complaints.push(JSON.stringify(told.exceptionDetails));
    if (method === 'Log.entryAdded' && told.entry?.level === 'error')
      complaints.push(`${told.entry.text} ${told.entry.url ?? ''}`);
  };
  let rest = '';
  output.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\0');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const message = JSON.parse(part) as Message;
      if (message.id === undefined) heard(message);
      else waiting.get(message.id)?.(message);
    }
  });
  let last = 0;
  const send = <Result>(method: string, params: object = {}, sessionId?: string): Promise<Result> =>
    new Promise((resolve, reject) => {
      last += 1;
      const id = last;
      waiting.set(id, ({ result, error }) => {
        waiting.delete(id);
        if (error === undefined) resolve(result as unknown as Result);
        else reject(new Error(`${method}: ${error.message}`));
      });
      input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });

  const { targetId } = await send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
  const ask = <Result>(method: string, params?: object) => send<Result>(method, params, sessionId);
  for (const domain of ['Page', 'Runtime', 'Network', 'Log']) await ask(`${domain}.enable`);

  const evaluate = async <Value>(expression: string): Promise<Value> => {
    const { result, exceptionDetails } = await ask<{ result: { value: Value }; exceptionDetails?: object }>(
      'Runtime.evaluate',
      { expression, awaitPromise: true, returnByValue: true },
    );
    if (exceptionDetails !== undefined) throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`);
    return result.value;
  };
  const until = async (expression: string): Promise<void> => {
    const deadline = Date.now() + 30_000;
    while (!(await evaluate<boolean>(`Boolean(${expression})`))) {
      if (Date.now() > deadline) throw new Error(`It never became true in the page: ${expression}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  return {
    evaluate,
    until,
    requests,
    complaints,
    resize: async (width, height) => {
      await ask('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 600 });
    },
    goto: async (url) => {
      await ask('Page.navigate', { url });
      await until(`location.href !== 'about:blank' && document.readyState === 'complete'`);
    },
    screenshot: async () => Buffer.from((await ask<{ data: string }>('Page.captureScreenshot')).data, 'base64'),
    close: async () => {
      await send('Browser.close').catch(() => undefined);
      await ended;
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
