// Runs tests of a working copy until the first one notices, and tells which. Only an assertion that does not hold, a refusal
// (UserError) or a row that breaks a constraint of the star is a change noticed: tests that merely crash show a change that
// nobody could have made without seeing it.
import { spawn } from 'node:child_process';
import { join, relative } from 'node:path';
import type { TestDatabases } from './test-databases';
import type { WorkingCopy } from './working-copy';

export type Outcome =
  | { readonly kind: 'passed'; readonly tests: number }
  /** `test`: its file and name. */
  | { readonly kind: 'noticed'; readonly test: string }
  | { readonly kind: 'crashed'; readonly problem: string };

/** A test file that has ended, as the reporter tells. */
export type TestFile = {
  readonly path: string;
  /** Why it could not be run. */
  readonly error: string | null;
  /** `failure`: the message of a failed test. */
  readonly tests: readonly { readonly name: string; readonly failure: string | null }[];
};

/** Patterns of test paths. */
export type Tests = { readonly paths: readonly string[]; readonly without: readonly string[] };

/** A change may keep a test from ever ending. */
const longestRun = 20 * 60_000;

export type TestRunner = {
  readonly run: (tests: Tests) => Promise<Outcome>;
  /** Ends what runs. */
  readonly stop: () => void;
};

export function testRunner({ folder, scratch }: WorkingCopy, databases: TestDatabases, workers: number): TestRunner {
  let stop: () => void = () => undefined;
  const runJest = ({ paths, without }: Tests) =>
    new Promise<Outcome>((resolve, reject) => {
      const child = spawn(
        process.execPath,
        [
          join(folder, 'node_modules/jest/bin/jest.js'),
          ...['--ci', '--maxWorkers', String(workers), '--cacheDirectory', join(scratch, 'cache')],
          ...['--reporters', join(__dirname, 'reporter.js')],
          ...['--testPathPatterns', ...paths, '--testPathIgnorePatterns', '/node_modules/', ...without],
        ],
        {
          cwd: folder,
          // A process group, so that workers end with it.
          detached: true,
          stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
          env: { ...process.env, FORCE_COLOR: '0', TEST_DATABASE_URL: databases.url },
        },
      );
      stop = () => {
        if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
          process.kill(-child.pid, 'SIGTERM');
      };
      const tooLong = setTimeout(stop, longestRun);
      let tests = 0;
      let problem: string | null = null;
      let noticed: string | null = null;
      child.on('message', (file: TestFile) => {
        tests += file.tests.length;
        noticed ??= noticedBy(file, folder);
        problem ??= problemOf(file, folder);
        if (noticed !== null) stop();
      });
      child.on('error', reject);
      child.on('close', (code) => {
        clearTimeout(tooLong);
        if (noticed !== null) resolve({ kind: 'noticed', test: noticed });
        else if (problem !== null) resolve({ kind: 'crashed', problem });
        else if (code !== 0 || tests === 0)
          resolve({ kind: 'crashed', problem: `jest ended with ${code} after ${tests} tests` });
        else resolve({ kind: 'passed', tests });
      });
    });
  return {
    run: async (tests) => {
      try {
        return await runJest(tests);
      } finally {
        await databases.clear();
      }
    },
    stop: () => stop(),
  };
}

const noticing = [
  /^(Type)?Error: expect\(/,
  /^Error: Property failed after /,
  /^UserError: /,
  /violates (check|not-null|unique|foreign key|exclusion) constraint/,
];

export function noticedBy({ path, tests }: TestFile, folder: string): string | null {
  const found = tests.find(({ failure }) => failure !== null && noticing.some((pattern) => pattern.test(failure)));
  return found === undefined ? null : `${relative(folder, path)}: ${found.name}`;
}

function problemOf({ path, error, tests }: TestFile, folder: string): string | null {
  const failed = tests.find(({ failure }) => failure !== null);
  const said = error ?? failed?.failure ?? null;
  return said === null ? null : `${relative(folder, path)}: ${failed?.name ?? ''}: ${said.trim().split('\n')[0]}`;
}
