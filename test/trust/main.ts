// `npm run check:faults` and `npm run check:security`: every promise of that kind measured by its tests in their long form, as
// one table. Exits with 1 when a goal is missed or nothing measures it. `--record` writes the rows into schema/trust.md.
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Argument, Command, Option } from 'commander';
import type { Check, Checked, Kind } from './checks/check';
import { faultChecks } from './checks/fault-checks';
import { renderMisses, renderTable, withRows } from './checks/report';
import { runCheck } from './checks/run-suites';
import { securityChecks } from './checks/security-checks';

const checkout = join(__dirname, '../../..');
const page = join(checkout, 'schema/trust.md');
const checks: Readonly<Record<Kind, readonly Check[]>> = { faults: faultChecks, security: securityChecks };

type Options = { readonly only?: string; readonly short?: boolean; readonly record?: boolean; readonly list?: boolean };

const say = (line: string): void => void process.stderr.write(`${line}\n`);

function readOptions(): { readonly kind: Kind; readonly options: Options } {
  const command = new Command('check')
    .description('Measures what is promised of faults or of security, and prints a row for each promise.')
    .addArgument(new Argument('<kind>', 'which promises').choices(Object.keys(checks)))
    .option('--only <names>', 'rows of these names alone, with commas')
    .option('--list', 'name the rows, measure none')
    .addOption(new Option('--short', 'as short as in npm test').conflicts('record'))
    .option('--record', 'write the rows into schema/trust.md')
    .parse();
  return { kind: command.args[0] as Kind, options: command.opts<Options>() };
}

function chosenOf(kind: Kind, { only }: Options): readonly Check[] {
  if (only === undefined) return checks[kind];
  const names = only.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !checks[kind].some((check) => check.name === name));
  if (unknown.length > 0)
    throw new Error(
      `No row is called ${unknown.join(' or ')}. There are ${checks[kind].map(({ name }) => name).join(', ')}.`,
    );
  return checks[kind].filter(({ name }) => names.includes(name));
}

async function measure(kind: Kind, options: Options): Promise<readonly Checked[]> {
  const checked: Checked[] = [];
  for (const check of chosenOf(kind, options)) {
    say(`${check.name} ...`);
    checked.push(await runCheck(check, options.short !== true, say));
    // A run takes long: what was measured stays when a later row is interrupted.
    if (options.record) await record(kind, checked);
  }
  return checked;
}

async function record(kind: Kind, checked: readonly Checked[]): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { version: string };
  const measured = `${new Date().toISOString().slice(0, 10)}, ${version}`;
  const before = await readFile(page, 'utf8').catch(() => '');
  await writeFile(page, withRows(before, { kind, checked, measured }, checks));
}

async function main(): Promise<void> {
  const { kind, options } = readOptions();
  if (options.list) {
    for (const { name, check } of chosenOf(kind, options)) process.stdout.write(`${name}: ${check}\n`);
    return;
  }
  const checked = await measure(kind, options);
  process.stdout.write(`\n${renderTable(checked)}\n\n${renderMisses(checked)}\n`);
  if (checked.some(({ verdict }) => verdict !== 'met')) process.exitCode = 1;
}

main().catch((error: Error) => {
  say(error.message);
  process.exitCode = 1;
});
