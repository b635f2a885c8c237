// Leaves nothing running and nothing behind.

// biome-ignore lint/style/noDefaultExport: jest takes the default export
export default async function teardown(): Promise<void> {
  await globalThis.astrolabeTestCluster?.stop();
}
