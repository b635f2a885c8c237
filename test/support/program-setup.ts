// Builds the program that tests start, then makes what every database test needs.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import startCluster from './global-setup';
import { root } from './program';

// biome-ignore lint/style/noDefaultExport: jest takes the default export
export default async function setup(): Promise<void> {
  // Type errors are the concern of `npm run types`, which `npm test` runs first.
  spawnSync(process.execPath, [join(root, 'src/build.cjs')]);
  await startCluster();
}
