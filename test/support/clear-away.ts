// What must not outlive this process, however it ends: a watchdog beside it clears it away (Ctrl-C, SIGTERM and SIGKILL leave
// no time to do so here).
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

let watchdog: ChildProcess | undefined;

function tell(line: string): void {
  if (watchdog === undefined) {
    // In a process group of its own, out of reach of a Ctrl-C.
    watchdog = spawn(process.execPath, [join(__dirname, 'watchdog.cjs')], {
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    watchdog.unref();
    watchdog.stdin?.on('error', () => undefined);
    (watchdog.stdin as unknown as { unref?: () => void } | null)?.unref?.();
  }
  watchdog.stdin?.write(`${line}\n`);
}

/** Minded until it is over. */
type Minded = { readonly over: () => void };

function mind(kind: 'folder' | 'process', name: string): Minded {
  tell(`${kind}\tmind\t${name}`);
  return { over: () => tell(`${kind}\tover\t${name}`) };
}

/** The folder, and the embedded clusters in it. */
export const clearAwayFolder = (folder: string): Minded => mind('folder', folder);

export const clearAwayProcess = (pid: number): Minded => mind('process', String(pid));
