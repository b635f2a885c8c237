// keys: who may ask the server. A key is printed once, when it is made; what is kept of it does not give it back.
import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { type ApiKey, createKey, listKeys, revokeKey, stateOf } from '../auth/credentials/api-keys';
import { parseRowScope } from '../auth/row-scope';
import { UserError } from '../errors';
import { textTable } from '../load/report/text-table';
import { chooseName, refuseArgument } from '../model/choose-argument';
import { roles } from '../model/roles';
import { type CommandSurroundings, say } from './surroundings';
import { withWarehouse } from './with-warehouse';

type Making = { readonly name: string; readonly role: string; readonly scope?: string; readonly expires: string };

const usualDays = 365;
const millisecondsPerDay = 86_400_000;
const mostDays = 3_650;

export const keysCommand = (surroundings: CommandSurroundings): Command =>
  new Command('keys')
    .description('Make, list and revoke the keys by which programs and people ask the server.')
    .addCommand(createCommand(surroundings))
    .addCommand(listCommand(surroundings))
    .addCommand(revokeCommand(surroundings))
    .addHelpText(
      'after',
      '\nA server takes keys with AUTHENTICATION=keys or both. docs/access.md tells about roles and scopes.',
    );

const createCommand = (surroundings: CommandSurroundings): Command =>
  new Command('create')
    .description('Make a key and print it, once.')
    .requiredOption('--name <name>', 'whose it is, for people')
    .requiredOption('--role <role>', roles.join(', '))
    .option(
      '--scope <json>',
      'the customers it sees: a filter on their attributes as JSON, or @FILE (default: every customer)',
    )
    .option('--expires <when>', 'days from now, a date (YYYY-MM-DD, UTC), or never', String(usualDays))
    .action(async ({ name, role, scope, expires }: Making) => {
      const chosen = chooseName('--role', role, roles);
      const limits = scope === undefined ? null : await readScope(scope);
      const expiresAt = expiryOf(expires, Date.now());
      const { id, text } = await withWarehouse(surroundings, ({ pool }) =>
        createKey(pool, { name, role: chosen, scope: limits, expiresAt }),
      );
      say(surroundings, text);
      const end = expiresAt === null ? 'never expires' : `expires on ${minute(expiresAt)} UTC`;
      const seen = limits === null ? 'sees every customer' : 'sees the customers of its scope';
      surroundings.stderr.write(
        `Key ${id} for ${name.trim()}: role ${chosen}, ${seen}, ${end}. It is not shown again; keys revoke ${id} ends it.\n`,
      );
    });

const listCommand = (surroundings: CommandSurroundings): Command =>
  new Command('list').description('List the keys, without their secrets.').action(async () => {
    const keys = await withWarehouse(surroundings, ({ pool }) => listKeys(pool));
    say(surroundings, keys.length === 0 ? 'There is no key.' : keysTable(keys, Date.now()));
  });

const revokeCommand = (surroundings: CommandSurroundings): Command =>
  new Command('revoke')
    .description('Revoke a key: every server refuses it within ten seconds.')
    .argument('<id>', 'number of the key')
    .action(async (given: string) => {
      if (!/^[1-9]\d{0,14}$/.test(given)) throw new UserError('UNKNOWN_KEY', { given });
      const done = await withWarehouse(surroundings, ({ pool }) => revokeKey(pool, Number(given)));
      say(
        surroundings,
        done
          ? `Key ${given} is revoked: every server refuses it within ten seconds.`
          : `Key ${given} was revoked before.`,
      );
    });

async function readScope(given: string): Promise<unknown> {
  const file = given.startsWith('@') ? given.slice(1) : undefined;
  const text =
    file === undefined
      ? given
      : await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') throw new UserError('PATH_NOT_FOUND', { path: file });
          throw new UserError('FILE_NOT_READABLE', { file, problem: error.code ?? 'it is no file' });
        });
  let scope: unknown;
  try {
    scope = JSON.parse(text);
  } catch {
    refuseArgument('--scope', 'it is not JSON', 'Write it as {"dimension": "REGION", "in": ["North"]}.');
  }
  parseRowScope(scope);
  return scope;
}

/** Milliseconds of the epoch: so many days from now, or the end of a day; null: never. */
function expiryOf(given: string, now: number): number | null {
  if (given === 'never') return null;
  if (/^\d{1,4}$/.test(given) && Number(given) >= 1 && Number(given) <= mostDays)
    return now + Number(given) * millisecondsPerDay;
  const day = /^\d{4}-\d\d-\d\d$/.test(given) ? Date.parse(`${given}T00:00:00Z`) : Number.NaN;
  // Date.parse takes the 30th of February for a day in March.
  const isDay = !Number.isNaN(day) && new Date(day).toISOString().startsWith(given);
  if (!isDay || day + millisecondsPerDay <= now)
    refuseArgument(
      '--expires',
      `${given} is no time to come`,
      `Give days from 1 to ${mostDays}, a date to come as YYYY-MM-DD, or never.`,
    );
  return day + millisecondsPerDay;
}

const minute = (time: number): string => new Date(time).toISOString().slice(0, 16).replace('T', ' ');
const minuteOr = (none: string, time: number | null): string => (time === null ? none : minute(time));

/** JSON writes most characters that steer a terminal as escapes, but not these. */
const printable = (json: string): string =>
  json.replace(/[\u007f-\u009f]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);

const keysTable = (keys: readonly ApiKey[], now: number): string =>
  textTable(
    ['key', 'name', 'role', 'state', 'created (UTC)', 'expires', 'last used', 'begins', 'scope'],
    keys.map((key) => [
      String(key.id),
      key.name,
      key.role,
      stateOf(key, now),
      minute(key.createdAt),
      minuteOr('never', key.expiresAt),
      minuteOr('never', key.lastUsedAt),
      key.shown,
      key.scope === null ? 'every customer' : printable(JSON.stringify(key.scope)),
    ]),
  );
