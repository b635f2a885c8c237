// The built program as processes of their own, for what one process cannot show: sharing, killing, exit codes.
// The global setup of jest builds dist/ once per run.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { clearAwayProcess } from './clear-away';

export const root = join(__dirname, '..', '..');

export type RunningProgram = {
  readonly pid: number;
  /** What it printed so far, both streams. */
  readonly output: () => string;
  /** Waits until the output matches; fails if the process ends before. */
  readonly printed: (pattern: RegExp) => Promise<RegExpMatchArray>;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
};

/** Starts `node PARAMETERS` in the project's folder, with only PATH and the given variables in its environment. */
export function startNode(parameters: readonly string[], env: NodeJS.ProcessEnv = {}): RunningProgram {
  const child = spawn(process.execPath, parameters, {
    cwd: root,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of [...listeners]) listener();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      changed();
    });
  }
  const minded = child.pid === undefined ? undefined : clearAwayProcess(child.pid);
  let over = false;
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      over = true;
      minded?.over();
      changed();
      resolve({ code, signal });
    });
  });
  return {
    pid: child.pid ?? 0,
    output: () => output,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = output.match(pattern);
          if (match === null && !over) return;
          listeners.delete(look);
          if (match === null) reject(new Error(`The program ended without printing ${pattern}:\n${output}`));
          else resolve(match);
        };
        listeners.add(look);
        look();
      }),
    kill: (signal) => {
      child.kill(signal);
    },
    ended,
  };
}
