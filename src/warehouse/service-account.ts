// As whom PostgreSQL runs. It refuses to run as root, so root hands it to an unprivileged system user; anybody else
// runs it as themselves. A cluster that exists is always run by the user who owns its files.
import { spawn, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { UserError } from '../errors';

/** Empty: the user of this process. */
export type Account = { readonly uid?: number; readonly gid?: number };

export const runsAsRoot = (): boolean => process.getuid?.() === 0;

function systemUser(name: string): Account | undefined {
  const id = (flag: string) => spawnSync('id', [flag, name], { encoding: 'utf8' });
  const [uid, gid] = [id('-u'), id('-g')];
  return uid.status === 0 && gid.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : undefined;
}

/** The owner of the cluster's folder; without a cluster `postgres`, or `nobody` where there is no such user. */
export function serviceAccount(clusterFolder: string): Account {
  if (!runsAsRoot()) return {};
  const owner = statSync(clusterFolder, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = systemUser('postgres') ?? systemUser('nobody');
  if (account === undefined) {
    throw new UserError('DATABASE_UNAVAILABLE', {
      database: 'of the data directory',
      problem: 'PostgreSQL does not run as root, and this system has neither a user postgres nor a user nobody',
      hint: 'Run as an ordinary user, or add a user postgres.',
    });
  }
  return account;
}

// PostgreSQL reads PG* variables and the locale, and fails in a working directory that its user cannot enter.
const surroundings = { cwd: '/', env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C' } };

/** Whether the account can do what a shell line does; its arguments are $1, $2 and so on. */
export function accountCan(account: Account, shellLine: string, ...parameters: string[]): boolean {
  if (account.uid === undefined && process.platform === 'win32') return true;
  return spawnSync('/bin/sh', ['-c', shellLine, 'sh', ...parameters], { ...surroundings, ...account }).status === 0;
}

export type CommandOutcome = { readonly code: number | null; readonly output: string };

/** Runs a program to its end. It has a session of its own, so Ctrl-C in the terminal does not reach it. */
export function runAs(account: Account, program: string, parameters: readonly string[]): Promise<CommandOutcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      ...surroundings,
      ...account,
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
