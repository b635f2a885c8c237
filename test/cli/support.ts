// Runs a command within the test, on a database of its own, and gives what it printed.
import { Readable, Writable } from 'node:stream';
import { runCli } from '../../src/cli/run-cli';

export type CliRun = { readonly code: number; readonly out: string; readonly err: string };

/** Where nobody answers. */
const nobody = Readable.from([]) as unknown as NodeJS.ReadStream;

export async function cli(env: NodeJS.ProcessEnv, ...parameters: string[]): Promise<CliRun> {
  const printed = { out: '', err: '' };
  const stream = (name: keyof typeof printed) =>
    new Writable({
      write(chunk, _encoding, done) {
        printed[name] += String(chunk);
        done();
      },
    }) as NodeJS.WriteStream;
  const code = await runCli(parameters, { env, stdin: nobody, stdout: stream('out'), stderr: stream('err') });
  return { code, ...printed };
}
