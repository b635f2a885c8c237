// schema: the published contracts in schema/, generated from the sources they describe.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { renderRulesSchema } from '../customer/rules/rules-schema';
import { publishedContracts } from '../graphql/contracts/published-contracts';
import { renderLoadFormatPage } from '../load/format/load-format-page';
import { renderMappingSchema } from '../load/mapping/json-schema';
import { renderMappingsPage } from '../load/mapping/mappings-page';
import { renderStarSchema } from '../warehouse/star-schema';
import { CommandFailed } from './command-failed';
import { type CommandSurroundings, complain, say } from './surroundings';
import { withWarehouse } from './with-warehouse';

export const schemaCommand = (surroundings: CommandSurroundings): Command =>
  new Command('schema')
    .description(
      'Write the published contracts into schema/: API, metrics, errors, star schema, mapping files, judgement rules; and docs/load-format.md and docs/mappings.md beside it.',
    )
    .option('--check', 'change nothing; fail when a file differs from what it is generated from')
    .option('--out <folder>', 'folder to write into', 'schema')
    .action(async ({ check, out }: { readonly check?: boolean; readonly out: string }) => {
      const files = new Map(publishedContracts());
      files.set('load-mapping.schema.json', renderMappingSchema());
      files.set('judgement-rules.schema.json', renderRulesSchema());
      files.set('../docs/load-format.md', renderLoadFormatPage());
      files.set('../docs/mappings.md', renderMappingsPage());
      files.set('star.sql', await withWarehouse(surroundings, ({ pool }) => renderStarSchema(pool)));
      const different: string[] = [];
      for (const [name, text] of files) {
        const stored = await readFile(join(out, name), 'utf8').catch(() => undefined);
        if (stored !== text) different.push(name);
      }
      if (check) {
        if (different.length === 0) say(surroundings, `All ${files.size} files of ${out} are up to date.`);
        else {
          complain(surroundings, `Not up to date in ${out}: ${different.join(', ')}. The command schema writes them.`);
          throw new CommandFailed();
        }
        return;
      }
      for (const name of different) {
        await mkdir(dirname(join(out, name)), { recursive: true });
        await writeFile(join(out, name), files.get(name)!);
      }
      say(
        surroundings,
        different.length === 0
          ? `All ${files.size} files of ${out} were up to date.`
          : `Wrote ${different.join(', ')} in ${out}.`,
      );
    });
