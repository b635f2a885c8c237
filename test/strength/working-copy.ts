// A copy of the checkout in a temporary folder, in which changes are tried: the files that git tracks or would, as they
// stand now, beside the installed packages. The checkout itself is never written to.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Change, changed } from './change';

export type WorkingCopy = {
  readonly folder: string;
  /** A folder beside it, for what tools leave behind. */
  readonly scratch: string;
  /** The first error of the type-check. */
  readonly compileProblem: () => string | null;
  /** Whether the change still fits its file; throws if not. */
  readonly check: (change: Change) => void;
  /** Makes the change; returns what takes it back. Throws if it does not fit or the product does not compile with it. */
  readonly make: (change: Change) => () => void;
  readonly remove: () => void;
};

export function copyCheckout(checkout: string): WorkingCopy {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'astrolabe-strength-'));
  // The user who runs PostgreSQL is another one when the tests run as root.
  chmodSync(root, 0o755);
  const folder = join(root, 'copy');
  const scratch = join(root, 'scratch');
  mkdirSync(scratch);
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: checkout,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  for (const path of new Set(listed.split('\0'))) {
    // A file that was deleted is listed until the deletion is committed.
    if (path === '' || !existsSync(join(checkout, path))) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(checkout, path), join(folder, path));
  }
  symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'));
  const pathOf = ({ file }: Change): string => join(folder, file);
  const read = (change: Change): string => readFileSync(pathOf(change), 'utf8');
  return {
    folder,
    scratch,
    compileProblem: () => compileProblem(folder),
    check: (change) => void changed(read(change), change),
    make: (change) => {
      const before = read(change);
      writeFileSync(pathOf(change), changed(before, change));
      const restore = () => writeFileSync(pathOf(change), before);
      const problem = compileProblem(folder);
      if (problem === null) return restore;
      restore();
      throw new Error(`it does not compile: ${problem}`);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The first error of the type-check; what is no longer used does not matter here. */
function compileProblem(folder: string): string | null {
  const compiler = join(folder, 'node_modules/typescript/bin/tsc');
  const lenient = ['--noEmit', '--incremental', 'false', '--noUnusedLocals', 'false', '--noUnusedParameters', 'false'];
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', 'src', ...lenient], {
    cwd: folder,
    encoding: 'utf8',
  });
  return status === 0 ? null : (stdout.split('\n')[0] ?? 'the compiler failed');
}
