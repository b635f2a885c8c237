// The commands, their help and their end: 0 when a command did what it says, 1 with a sentence when it did not. Neither a
// stack trace nor SQL is shown; with ASTROLABE_DEBUG=1 a fault of the program shows its details.
import { Command, CommanderError } from 'commander';
import { UserError } from '../errors';
import { askCommand } from './ask';
import { CommandFailed } from './command-failed';
import { distributeCommand } from './distribute';
import { eraseCommand } from './erase';
import { explainCommand } from './explain';
import { exportCustomerCommand } from './export-customer';
import { helpCommand } from './help';
import { keysCommand } from './keys';
import { loadCommand } from './load';
import { mapCommand } from './map';
import { mergeCustomersCommand } from './merge-customers';
import { metricsCommand } from './metrics';
import { migrateCommand } from './migrate';
import { recomputeCommand } from './recompute';
import { refusalText } from './refusal-text';
import { rejectionsCommand } from './rejections';
import { sampleCommand } from './sample';
import { schemaCommand } from './schema';
import { scoreCommand } from './score';
import { statusCommand } from './status';
import type { CommandSurroundings } from './surroundings';
import { unloadCommand } from './unload';

const commands = [
  loadCommand,
  mapCommand,
  scoreCommand,
  statusCommand,
  rejectionsCommand,
  unloadCommand,
  mergeCustomersCommand,
  exportCustomerCommand,
  eraseCommand,
  askCommand,
  explainCommand,
  metricsCommand,
  migrateCommand,
  recomputeCommand,
  keysCommand,
  distributeCommand,
  sampleCommand,
  schemaCommand,
];

function program(surroundings: CommandSurroundings): Command {
  const { stdout, stderr } = surroundings;
  const configured = (command: Command): Command => {
    for (const each of command.commands) configured(each);
    return command
      .exitOverride()
      .showHelpAfterError(allowedText(command))
      .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: (text) => stderr.write(text) });
  };
  const made = commands.map((make) => make(surroundings));
  const root = new Command('astrolabe').description(
    'CRM metrics over GraphQL, from a star schema. The environment says which warehouse: DATA_DIR or DATABASE_URL.',
  );
  for (const command of [...made, helpCommand(root)]) root.addCommand(command);
  return configured(root.helpCommand(false));
}

/** What a command takes, for whoever gave it something else. */
function allowedText(command: Command): string {
  if (command.commands.length > 0) {
    const names = command.commands.map((each) => each.name());
    return `The commands are ${names.join(', ')} (--help tells more).`;
  }
  const words = command.registeredArguments.map((each) => (each.required ? `<${each.name()}>` : `[${each.name()}]`));
  const options = command.options.map(({ mandatory, flags }) => (mandatory ? flags : `[${flags}]`));
  return `It is written: ${[...namesOf(command), ...words, ...options].join(' ')} (--help tells more).`;
}

/** From the program down to the command. */
const namesOf = (command: Command): readonly string[] => [
  ...(command.parent === null ? [] : namesOf(command.parent)),
  command.name(),
];

/** Runs a command; its exit code. */
export async function runCli(parameters: readonly string[], surroundings: CommandSurroundings): Promise<number> {
  const { stderr, env } = surroundings;
  try {
    await program(surroundings).parseAsync([...parameters], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommandFailed) return 1;
    if (error instanceof CommanderError) return error.exitCode;
    if (error instanceof UserError) {
      stderr.write(refusalText(error));
      return 1;
    }
    stderr.write('The command failed because of a fault in the program; nothing was changed.\n');
    if (env.ASTROLABE_DEBUG === '1') stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    else stderr.write('Run it again with ASTROLABE_DEBUG=1 for the details.\n');
    return 1;
  }
}
