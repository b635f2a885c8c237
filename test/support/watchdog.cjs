// Outlives the process that started it, and clears away what that process had no time to: it reads from its standard input
// which folders and processes to mind, and when the input ends without word that they are over, stops the processes and the
// PostgreSQL servers of the folders and removes the folders. Plain JavaScript, because it runs by itself.
const { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { createInterface } = require('node:readline');
const { setTimeout: wait } = require('node:timers/promises');

const minded = { folder: new Set(), process: new Set() };

/** A server may be on its way when its starter is killed: it is looked for a while longer. */
const looks = 20;
const pause = 100;

function text(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

/** The server of the folder, if the number in its pid file is not another program's by now. */
function serverOf(pgData) {
  const pid = Number(text(join(pgData, 'postmaster.pid')).split('\n')[0]);
  if (!(pid > 0)) return undefined;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(pgData) ? pid : undefined;
  } catch {
    return existsSync('/proc/self') ? undefined : pid;
  }
}

async function stopServer(pgData) {
  const pid = serverOf(pgData);
  if (pid === undefined) return;
  try {
    // An immediate shutdown, which ends its children too. The data is thrown away.
    process.kill(pid, 'SIGQUIT');
    for (let look = 0; look < looks && serverOf(pgData) === pid; look += 1) await wait(pause);
  } catch {
    // Gone already.
  }
}

async function clear(folders) {
  const homes = folders.flatMap((folder) => {
    const elsewhere = text(join(folder, 'postgres', 'location'));
    return elsewhere === '' ? [folder] : [folder, elsewhere];
  });
  for (let look = 0; look < looks; look += 1) {
    for (const home of homes) {
      for (const pgData of [join(home, 'postgres', 'data'), join(home, 'data')]) await stopServer(pgData);
      try {
        rmSync(home, { recursive: true, force: true });
      } catch {
        // Something is written there still.
      }
    }
    await wait(pause);
  }
}

createInterface(process.stdin)
  .on('line', (line) => {
    const [kind, what, name] = line.split('\t');
    if (what === 'mind') minded[kind].add(name);
    else minded[kind].delete(name);
  })
  .on('close', () => {
    for (const pid of minded.process) kill(Number(pid));
    if (minded.folder.size > 0) void clear([...minded.folder]);
  });
