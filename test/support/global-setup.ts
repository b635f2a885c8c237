// Starts the PostgreSQL of the test run and tells the test processes where it is.
import { startTestCluster, type TestCluster } from './test-cluster';

declare global {
  var astrolabeTestCluster: TestCluster | undefined;
}

// biome-ignore lint/style/noDefaultExport: jest takes the default export
export default async function setup(): Promise<void> {
  const cluster = await startTestCluster();
  globalThis.astrolabeTestCluster = cluster;
  process.env.ASTROLABE_TEST_CLUSTER_URL = cluster.url;
  process.env.ASTROLABE_TEST_TEMPLATE = cluster.template;
}
