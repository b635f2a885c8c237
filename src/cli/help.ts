// help: what a command does and takes.
import { Command } from 'commander';
import { didYouMean } from '../did-you-mean';
import { UserError } from '../errors';

export const helpCommand = (root: Command): Command =>
  new Command('help')
    .description('Show the help of a command.')
    .argument('[command]', 'its name')
    .action((name: string | undefined) => {
      const names = root.commands.map((command) => command.name());
      const found = name === undefined ? root : root.commands.find((command) => command.name() === name);
      if (found === undefined) {
        const hint = `The commands are ${names.join(', ')}.`;
        const nearest = didYouMean(name!, names);
        throw new UserError('INVALID_ARGUMENT', {
          argument: 'command',
          problem: `there is no command ${name}`,
          hint: nearest === undefined ? hint : `Did you mean ${nearest}? ${hint}`,
        });
      }
      found.outputHelp();
    });
