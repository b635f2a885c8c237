// map: a mapping drafted from foreign files, to be edited.
import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { draftMapping } from '../load/draft/draft-mapping';
import { passedOverLines } from '../load/read/passed-over';
import { type CommandSurroundings, complain, hand, say } from './surroundings';
import { writingProblem } from './writing-problem';

type Options = { readonly out?: string; readonly force?: boolean; readonly header?: boolean };

export const mapCommand = (surroundings: CommandSurroundings): Command =>
  new Command('map')
    .description(
      'Draft a mapping from foreign files, to be edited: its notes say what was guessed and what is to be decided.',
    )
    .argument('<files...>', 'files, or folders of them')
    .option('--out <file>', 'where to write the draft (default: it is printed)')
    .option('--force', 'overwrite the file of --out')
    .option('--header', 'the first row of the files names their columns')
    .option('--no-header', 'the first row of the files is data')
    .addHelpText('after', '\nNothing is loaded. docs/mappings.md says how to go on from a draft.')
    .action(async (paths: readonly string[], { out, force = false, header }: Options) => {
      const draft = await draftMapping(paths, { header });
      if (out === undefined) hand(surroundings, draft.text);
      else {
        await writeFile(out, draft.text, { flag: force ? 'w' : 'wx' }).catch((error: unknown) => {
          const hint = 'Name a file that does not exist yet, or give --force to overwrite it.';
          throw writingProblem(error, '--out', hint) ?? error;
        });
        say(surroundings, `Wrote ${out}.`);
      }
      const files = draft.files === 1 ? '1 file' : `${draft.files} files`;
      const open = draft.decisions === 1 ? '1 decision is' : `${draft.decisions} decisions are`;
      const lines = [
        `Drafted from ${files}: ${open} open ("Decide:" in the notes). Read all of it before it is loaded.`,
        ...passedOverLines(draft.passedOver),
      ];
      complain(surroundings, lines.join('\n'));
    });
