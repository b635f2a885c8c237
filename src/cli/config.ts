// config: every setting with its value, where that is from and what it means. Nothing is changed: a warehouse that is not there is
// not made, and of one that is there the settings that it keeps are read. Exits with 1 where the environment is not valid.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { Client } from 'pg';
import { type Config, readConfig } from '../config/config';
import { type ShownSetting, shownSettings } from '../config/shown-settings';
import { UserError } from '../errors';
import { textTable } from '../load/report/text-table';
import { settingVariables } from '../model/business-settings';
import { databaseProblem } from '../warehouse/database-problem';
import { readSettings } from '../warehouse/settings';
import { databaseUrl } from '../warehouse/warehouse';
import { CommandFailed } from './command-failed';
import { type CommandSurroundings, complain, say } from './surroundings';

const patience = 5_000;

export const configCommand = (surroundings: CommandSurroundings): Command =>
  new Command('config')
    .description('Show every setting: its value, where that is from, what it means. Secrets are not shown.')
    .option('--json', 'as JSON')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const { env } = surroundings;
      const { config, problems } = readOrProblems(env);
      const stored = config === undefined ? new Map<string, string>() : await storedValues(config, surroundings);
      const settings = shownSettings(env, stored);
      if (json) say(surroundings, JSON.stringify({ valid: problems.length === 0, problems, settings }, null, 2));
      else say(surroundings, tableOf(settings));
      if (problems.length === 0) return;
      if (!json) for (const problem of problems) complain(surroundings, `${problem}.`);
      throw new CommandFailed();
    });

type Read = { readonly config?: Config; readonly problems: readonly string[] };

function readOrProblems(env: NodeJS.ProcessEnv): Read {
  try {
    return { config: readConfig(env), problems: [] };
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'INVALID_CONFIGURATION') throw error;
    return { problems: (error as UserError<'INVALID_CONFIGURATION'>).parameters.problems };
  }
}

/** What the warehouse was made with, by variable; none of one that is not there, or cannot be asked. */
async function storedValues(config: Config, surroundings: CommandSurroundings): Promise<ReadonlyMap<string, string>> {
  if (config.databaseUrl === null && !existsSync(join(config.dataDir, 'postgres'))) return new Map();
  const { url, leave } = await databaseUrl(config);
  const client = new Client({ connectionString: url, connectionTimeoutMillis: patience, query_timeout: patience });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query(`SELECT to_regclass('setting') IS NOT NULL AS there`);
    const kept = rows[0].there
      ? await readSettings(client as unknown as Parameters<typeof readSettings>[0])
      : undefined;
    return new Map(
      Object.entries(kept ?? {}).map(([name, value]) => [
        settingVariables[name as keyof typeof settingVariables],
        String(value),
      ]),
    );
  } catch (error) {
    const problem = databaseProblem(error, url, 'connect') as Error;
    complain(surroundings, `What the warehouse keeps is not shown. ${problem.message}`);
    return new Map();
  } finally {
    await client.end().catch(() => undefined);
    await leave();
  }
}

const tableOf = (settings: readonly ShownSetting[]): string =>
  textTable(
    ['variable', 'value', 'from', 'means'],
    settings.map(({ variable, value, from, means, problem }) => [
      variable,
      value ?? 'none',
      problem === undefined ? from : `${from}, not valid`,
      means,
    ]),
  );
