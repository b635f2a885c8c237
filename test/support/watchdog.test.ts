// Tests that are interrupted leave no PostgreSQL running and no files behind.
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type RunningProgram, startNode } from './program';

/** A process that minds a folder and starts a cluster in it, as a test run does. */
const runner = (folder: string): RunningProgram =>
  startNode(
    [
      '-e',
      `const { spawn } = require('node:child_process');
       const { joinCluster } = require('./dist/src/warehouse/embedded-postgres.js');
       const watchdog = spawn(process.execPath, ['test/support/watchdog.cjs'], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
       const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { detached: true, stdio: 'ignore' });
       watchdog.stdin.write('folder\\tmind\\t' + process.env.FOLDER + '\\n');
       watchdog.stdin.write('process\\tmind\\t' + child.pid + '\\n');
       console.log('child ' + child.pid);
       joinCluster(process.env.FOLDER, { durable: false }).then(() => console.log('open'));
       setInterval(() => undefined, 1000);`,
    ],
    { FOLDER: folder },
  );

const isAlive = (pid: number): boolean =>
  existsSync(`/proc/${pid}/exe`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));

/** Processes that work in the folder. */
const workingIn = (folder: string): readonly string[] =>
  readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
    } catch {
      return false;
    }
  });

async function eventually(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!holds() && Date.now() < deadline) await wait(50);
  expect(holds()).toBe(true);
}

// Who works where is read from /proc.
(existsSync('/proc/self') ? describe : describe.skip)('after a test run ends by', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'astrolabe-watchdog-'));
    chmodSync(folder, 0o755);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    '%s, its PostgreSQL, its processes and its files go',
    async (signal) => {
      const program = runner(folder);
      const child = Number((await program.printed(/child (\d+)/))[1]);
      await program.printed(/open/);
      expect(workingIn(folder).length).toBeGreaterThan(0);
      expect(isAlive(child)).toBe(true);
      program.kill(signal);
      expect(await program.ended).toEqual({ code: null, signal });
      await eventually(() => !existsSync(folder) && workingIn(folder).length === 0 && !isAlive(child));
    },
  );

  test('SIGKILL while PostgreSQL starts, nothing of it is left either', async () => {
    const program = runner(folder);
    await eventually(() => existsSync(join(folder, 'postgres', 'data', 'postmaster.pid')));
    program.kill('SIGKILL');
    await program.ended;
    await eventually(() => !existsSync(folder) && workingIn(folder).length === 0);
    await wait(1_000);
    expect(workingIn(folder)).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });
});
