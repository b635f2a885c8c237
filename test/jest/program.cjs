const { base, testsIn } = require('./base.cjs');
const { program } = require('./paths.cjs');

module.exports = {
  ...base,
  displayName: 'program',
  testMatch: testsIn(program),
  globalSetup: '<rootDir>/test/support/program-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
};
