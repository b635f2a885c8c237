const { base, testsIn } = require('./base.cjs');
const { pure } = require('./paths.cjs');

module.exports = { ...base, displayName: 'pure', testMatch: testsIn(pure) };
