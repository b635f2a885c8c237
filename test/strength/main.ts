// `npm run strength`: measures how strong the tests are. Makes one change at a time in a copy of the checkout, runs the
// tests that stand for answers against it, and says which of them notice. Exits with 1 when a change is not caught.
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { everyAnswer, stagesFor } from './answer-tests';
import { type Change, describeChange, kinds } from './change';
import { changes } from './changes';
import { type TestRunner, testRunner } from './run-tests';
import { inWords, renderSummary, renderTable, type Tried, type Verdict } from './table';
import { startTestDatabases } from './test-databases';
import { copyCheckout, type WorkingCopy } from './working-copy';

type Options = {
  readonly only?: string;
  readonly list?: boolean;
  readonly workers: number;
  readonly unchanged: boolean;
};

const say = (line: string): void => void process.stderr.write(`${line}\n`);

function wholeNumber(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('It is not a whole number from 1 to 99.');
  return Number(text);
}

function readOptions(): Options {
  return new Command('strength')
    .description('Tries changes to the product, one at a time, and says which of them the tests notice.')
    .option('--only <text>', 'changes whose kind, file or title holds the text')
    .option('--list', 'name the changes, try none')
    .option('--workers <number>', 'test files at a time', wholeNumber, 2)
    .option('--no-unchanged', 'trust that the tests pass without a change')
    .parse()
    .opts<Options>();
}

async function verdictOn(change: Change, copy: WorkingCopy, tests: TestRunner): Promise<Verdict> {
  let restore: () => void;
  try {
    restore = copy.make(change);
  } catch (error) {
    return { kind: 'unfit', problem: (error as Error).message };
  }
  try {
    // Some tests may crash where others say what is wrong.
    let crash: string | null = null;
    for (const stage of stagesFor(change)) {
      const outcome = await tests.run(stage);
      if (outcome.kind === 'noticed') return { kind: 'caught', by: outcome.test };
      if (outcome.kind === 'crashed') crash ??= outcome.problem;
    }
    return crash === null ? { kind: 'notCaught' } : { kind: 'unfit', problem: `it crashes ${crash}` };
  } finally {
    restore();
  }
}

async function tryChanges(chosen: readonly Change[], copy: WorkingCopy, tests: TestRunner): Promise<readonly Tried[]> {
  const tried: Tried[] = [];
  for (const [index, change] of chosen.entries()) {
    const started = performance.now();
    const verdict = await verdictOn(change, copy, tests);
    tried.push({ change, verdict, seconds: (performance.now() - started) / 1000 });
    say(`${index + 1} of ${chosen.length}: ${describeChange(change)}: ${inWords(verdict)}`);
  }
  return tried;
}

/** Changes that do not fit their files any more are named before anything is tried. */
function unfitChanges(chosen: readonly Change[], copy: WorkingCopy): readonly string[] {
  return chosen.flatMap((change) => {
    try {
      copy.check(change);
      return [];
    } catch (error) {
      return [`${describeChange(change)}: ${(error as Error).message}`];
    }
  });
}

async function measure(chosen: readonly Change[], copy: WorkingCopy, options: Options): Promise<boolean> {
  const databases = await startTestDatabases(copy);
  const tests = testRunner(copy, databases, options.workers);
  const interrupted = () => {
    tests.stop();
    void databases.stop().finally(() => {
      copy.remove();
      process.exit(130);
    });
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    if (options.unchanged) {
      const outcome = await tests.run(everyAnswer);
      if (outcome.kind !== 'passed') {
        say(`The tests do not pass without a change: ${outcome.kind === 'noticed' ? outcome.test : outcome.problem}`);
        return false;
      }
      say(`${outcome.tests} tests pass without a change.`);
    }
    const tried = await tryChanges(chosen, copy, tests);
    process.stdout.write(`\n${renderTable(tried)}\n\n${renderSummary(tried)}\n`);
    return tried.every(({ verdict }) => verdict.kind === 'caught');
  } finally {
    await databases.stop();
  }
}

/** Whether every change was caught. */
async function copyAndMeasure(chosen: readonly Change[], options: Options): Promise<boolean> {
  const copy = copyCheckout(join(__dirname, '../../..'));
  try {
    const problem = copy.compileProblem();
    const unfit = problem === null ? unfitChanges(chosen, copy) : [`It does not compile without a change: ${problem}`];
    if (unfit.length === 0) return await measure(chosen, copy, options);
    say(unfit.join('\n'));
    return false;
  } finally {
    copy.remove();
  }
}

async function main(): Promise<void> {
  const options = readOptions();
  const wanted = options.only?.toLowerCase() ?? '';
  const chosen = changes
    .filter((change) => describeChange(change).toLowerCase().includes(wanted))
    .toSorted((left, right) => kinds.indexOf(left.kind) - kinds.indexOf(right.kind));
  if (options.list) process.stdout.write(`${chosen.map(describeChange).join('\n')}\n`);
  else if (chosen.length === 0) {
    say(`No change is called ${options.only}.`);
    process.exitCode = 1;
  } else if (!(await copyAndMeasure(chosen, options))) process.exitCode = 1;
}

void main();
