// Runs suites of jest in a process of their own and reads what they came to: how many tests hold, which do not, and the
// figures that the suites told (../support/tell-figure.ts).
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Check, Checked } from './check';

const checkout = join(__dirname, '../../../..');

type Assertion = {
  readonly status: string;
  readonly fullName: string;
  readonly failureMessages?: readonly string[] | null;
};

/** What jest writes with `--json`, of which this is read. */
export type JestReport = {
  readonly numPassedTests: number;
  readonly numTotalTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly Assertion[];
  }[];
};

const testFiles = (): readonly string[] =>
  readdirSync(join(checkout, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `test/${file}`);

/** The patterns that no test goes by. */
export const notThere = (paths: readonly string[], files: readonly string[]): readonly string[] =>
  paths.filter((path) => !files.some((file) => new RegExp(path).test(file)));

const firstLine = (text: string): string =>
  (
    stripVTControlCharacters(text)
      .split('\n')
      .find((line) => line.trim() !== '') ?? ''
  ).trim();

/** Every test that does not hold, and every file that could not be run. */
export const failuresOf = ({ testResults }: JestReport): readonly string[] =>
  testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((assertion) => assertion.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [`${relative(checkout, name)}: ${firstLine(message)}`];
    return failed.map(({ fullName, failureMessages }) => `${fullName}: ${firstLine(failureMessages?.[0] ?? '')}`);
  });

/** `told`: the figures of the suites; of suites that tell none, their tests are counted. */
export function checkedBy(check: Check, report: JestReport, told: readonly string[]): Checked {
  const { numPassedTests, numTotalTests, numPendingTests } = report;
  const failures = failuresOf(report);
  const run = numTotalTests - numPendingTests;
  const holds = failures.length === 0 && run > 0 && numPassedTests === run;
  const counted = `${numPassedTests} of ${run} tests`;
  const seen = [...told, ...(told.length === 0 || !holds ? [counted] : []), ...failures.slice(0, 3)];
  return { check, seen: seen.join('; '), verdict: holds ? 'met' : 'missed' };
}

/** `long`: with what the suites take for a long run. */
export async function runCheck(check: Check, long: boolean, say: (line: string) => void): Promise<Checked> {
  const absent = notThere(check.paths, testFiles());
  if (absent.length > 0) return { check, seen: `no test goes by ${absent.join(' or ')}`, verdict: 'not there' };
  const folder = mkdtempSync(join(tmpdir(), 'astrolabe-check-'));
  try {
    const [output, figures] = [join(folder, 'report.json'), join(folder, 'figures')];
    const env = { ...process.env, ...(long ? check.long : {}), TRUST_FIGURES: figures, FORCE_COLOR: '0' };
    const said = await runJest(check.paths, output, env);
    const report = JSON.parse(textOf(output) || 'null') as JestReport | null;
    if (report === null) return { check, seen: `the tests could not be run: ${firstLine(said)}`, verdict: 'missed' };
    const checked = checkedBy(check, report, textOf(figures).split('\n').filter(Boolean));
    for (const failure of failuresOf(report)) say(`  ${failure}`);
    return checked;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function runJest(paths: readonly string[], output: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        join(checkout, 'node_modules/jest/bin/jest.js'),
        ...['--ci', '--json', '--outputFile', output, '--maxWorkers', '1', '--testPathPatterns', ...paths],
      ],
      { cwd: checkout, env, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-10_000);
    });
    const stop = () => void child.kill('SIGTERM');
    process.once('SIGINT', stop).once('SIGTERM', stop);
    child.on('error', reject);
    child.on('close', () => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      resolve(said);
    });
  });
}
