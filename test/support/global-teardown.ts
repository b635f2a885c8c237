// Leaves nothing running and nothing behind.
import { rmSync } from 'node:fs';

// biome-ignore lint/style/noDefaultExport: jest takes the default export
export default async function teardown(): Promise<void> {
  const cluster = globalThis.astrolabeTestCluster;
  globalThis.astrolabeTestCluster = undefined;
  await cluster?.stop();
  if (globalThis.astrolabeTestFiles !== undefined)
    rmSync(globalThis.astrolabeTestFiles, { recursive: true, force: true });
}
