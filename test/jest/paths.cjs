// Which tests need what, as places under test/: a folder (with / at its end) or a file.
module.exports = {
  /** The quick tests that need neither a database nor the built program: `npm run test:quick` runs these alone. */
  pure: [
    'architecture.test.ts',
    'config.test.ts',
    'model/',
    'sql/fragment.test.ts',
    'metrics-catalog/',
    'naive/hand-counted.test.ts',
    'naive/ways-to-ask.test.ts',
    'naive/worked-examples.test.ts',
    'query/assemble/',
    'query/plan/',
    'query/question/',
    'query/targets/',
    'services/',
    'engine/reporting-engine.test.ts',
    'graphql/common/',
    'graphql/contracts/',
    'graphql/metrics/format-value.test.ts',
    'load/mapping/mapping.test.ts',
    'load/read/',
    'sample/determinism.test.ts',
    'sample/load-format.test.ts',
    'sample/random.test.ts',
    'sample/story.test.ts',
    'warehouse/writable-folder.test.ts',
  ],
  /** Those that start the built program as processes of their own. */
  program: [
    'server/program.test.ts',
    'support/watchdog.test.ts',
    'load/kill.test.ts',
    'warehouse/embedded-postgres.test.ts',
    'warehouse/schema.test.ts',
    'cli/',
  ],
};
