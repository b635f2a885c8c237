// Starts the PostgreSQL of the test run, once for all its projects, and tells the test processes where it is.
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearAwayFolder } from './clear-away';
import { startTestCluster, type TestCluster } from './test-cluster';

declare global {
  var astrolabeTestCluster: TestCluster | undefined;
  var astrolabeTestFiles: string | undefined;
}

// biome-ignore lint/style/noDefaultExport: jest takes the default export
export default async function setup(): Promise<void> {
  if (globalThis.astrolabeTestCluster !== undefined) return;
  const cluster = await startTestCluster();
  globalThis.astrolabeTestCluster = cluster;
  process.env.ASTROLABE_TEST_CLUSTER_URL = cluster.url;
  process.env.ASTROLABE_TEST_TEMPLATE = cluster.template;
  // What tests write goes with the run. Whoever runs a PostgreSQL of a test may be another user.
  const files = mkdtempSync(join(tmpdir(), 'astrolabe-files-'));
  chmodSync(files, 0o755);
  clearAwayFolder(files);
  globalThis.astrolabeTestFiles = files;
  process.env.TMPDIR = files;
}
