// Every test that is not named elsewhere, beside a PostgreSQL of the test run.
const { base } = require('./base.cjs');
const { program, pure } = require('./paths.cjs');

module.exports = {
  ...base,
  displayName: 'database',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', ...[...pure, ...program].map((place) => `<rootDir>/test/${place}`)],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
};
