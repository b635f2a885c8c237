// Builds dist/ from the sources, unless what it was built from is unchanged: `npm start` and every command come by here, and
// asking the compiler costs more than most commands. Plain JavaScript, because it runs before anything is built.
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

const root = resolve(__dirname, '..');
const record = join(root, 'dist', 'built-from');
/** All the compiler may read: what it makes also depends on its own version and options. */
const inputs = ['src', 'migrations', 'test', 'ormconfig.ts', 'tsconfig.json', 'package-lock.json'];

const filesIn = (path) =>
  statSync(join(root, path)).isDirectory()
    ? readdirSync(join(root, path), { withFileTypes: true })
        .filter((entry) => entry.isDirectory() || /\.(ts|json)$/.test(entry.name))
        .flatMap((entry) => filesIn(join(path, entry.name)))
    : [path];

/** Of names, sizes and times: a file that changed has at least another time. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const path of inputs.flatMap(filesIn).sort()) {
    const { size, mtimeNs } = statSync(join(root, path), { bigint: true });
    hash.update(`${path}\0${size}\0${mtimeNs}\n`);
  }
  return hash.digest('hex');
}

function builtFrom() {
  try {
    return readFileSync(record, 'utf8');
  } catch {
    return undefined;
  }
}

/** Returns the exit code of the compiler; 0 when there was nothing to do. */
function build() {
  // Taken before the compiler reads: what changes meanwhile is built the next time.
  const current = fingerprint();
  if (builtFrom() === current) return 0;
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-b', 'src', 'src/explorer/page'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status === 0) {
    mkdirSync(join(root, 'dist'), { recursive: true });
    writeFileSync(record, current);
  }
  return status ?? 1;
}

process.exitCode = build();
