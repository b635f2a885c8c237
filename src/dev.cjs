// `npm run dev`: the server, started anew whenever the sources compile after a change. While they do not compile, the server
// that runs goes on. Plain JavaScript, because it runs before anything is built.
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { resolve } = require('node:path');
const { createInterface } = require('node:readline');

const root = resolve(__dirname, '..');
const compiled = /Found (\d+) errors?\. Watching for file changes/;

const compiler = spawn(
  process.execPath,
  ['node_modules/typescript/bin/tsc', '-b', 'src', 'src/explorer/page', '--watch', '--preserveWatchOutput'],
  { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
);

let server;
let ending = false;
/** Restarts follow each other; one that waits its turn stands for all that are asked for meanwhile. */
let turn = Promise.resolve();
let waiting = false;

async function stopServer() {
  const running = server;
  server = undefined;
  if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
  running.kill('SIGTERM');
  await once(running, 'exit');
}

function startServer() {
  // In a process group of its own: at Ctrl-C it hears of the end from here alone, once.
  server = spawn(process.execPath, ['--enable-source-maps', '--max-semi-space-size=64', 'dist/src/main.js'], {
    cwd: root,
    stdio: 'inherit',
    detached: true,
  });
}

function restart() {
  if (waiting) return;
  waiting = true;
  turn = turn.then(async () => {
    waiting = false;
    await stopServer();
    if (!ending) startServer();
  });
}

async function end(code) {
  if (ending) return;
  ending = true;
  compiler.kill();
  await turn;
  await stopServer();
  process.exit(code);
}

createInterface(compiler.stdout).on('line', (line) => {
  if (line !== '') console.log(line);
  if (compiled.exec(line)?.[1] === '0') restart();
});
compiler.on('exit', () => void end(1));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void end(0));
