// What the projects of the tests share: TypeScript through SWC, from the checkout's root.
const { resolve } = require('node:path');

const base = {
  rootDir: resolve(__dirname, '../..'),
  testEnvironment: 'node',
  setupFilesAfterEnv: ['<rootDir>/test/jest/timeout.cjs'],
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  transformIgnorePatterns: [
    '/node_modules/(?!(temporal-polyfill|temporal-utils|jose|@opentelemetry/otlp-exporter-base)/)',
  ],
  transform: {
    '^.+\\.(t|j|mj)s$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          target: 'es2022',
          transform: { legacyDecorator: true, useDefineForClassFields: false },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
};

/** Patterns that match the tests in the given places. */
const testsIn = (places) =>
  places.map((place) => `<rootDir>/test/${place.endsWith('/') ? `${place}**/*.test.ts` : place}`);

module.exports = { base, testsIn };
