// `npm start`: serves until it is interrupted, then stops everything and exits with 0. A start that cannot succeed says
// why in a sentence and exits with 1.
import './server/production';
import { readConfig } from './config/config';
import { UserError } from './errors';
import { printable } from './printable';
import { tellLastWords } from './server/last-words';
import { createLog } from './server/log';
import { startServer } from './server/start-server';

const lastMoment = 9_500;

const say = (line: string): void => {
  process.stdout.write(`${printable(line)}\n`);
};

/** Aborted by the first SIGINT or SIGTERM; a second one ends the process at once. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(1);
    say('Stopping ...');
    controller.abort();
    setTimeout(() => process.exit(0), lastMoment).unref();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return controller.signal;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

async function serve(signal: AbortSignal): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  tellLastWords(process, log);
  const server = await startServer(config, { log, say, signal });
  say(`Astrolabe answers at ${server.origin}/graphql, and the playground is at ${server.origin}/`);
  say('Press Ctrl-C to stop.');
  await aborted(signal);
  await server.close();
}

async function main(): Promise<void> {
  const signal = interruption();
  try {
    await serve(signal);
    process.exit(0);
  } catch (error) {
    if (signal.aborted) process.exit(0);
    if (error instanceof UserError) process.stderr.write(`${printable(error.message)}\n`);
    else createLog().fatal({ err: error }, 'the server could not start or stop');
    process.exit(1);
  }
}

void main();
