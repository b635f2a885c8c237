// The order of test files: those that take a minute or more first, so that no worker is left with one at the end. A fresh
// checkout knows no durations, and the size of a file says little.
const Sequencer = require('@jest/test-sequencer').default;

/** The longest first. */
const longest = [
  'query/random-questions',
  'query/random-slices',
  'load/kill',
  'load/change-feed',
  'engine/replica/keep-replica',
  'reference/online-retail',
  'customer/scoring/kill',
  'query/compile/reads',
  'engine/replica/follow',
  'query/on-several-servers',
  'query/random-journeys',
  'engine/replica/kill',
  'trust/faults/network',
  'trust/faults/kill-postgres',
];

const placeOf = ({ path }) => {
  const place = longest.findIndex((name) => path.endsWith(`/test/${name}.test.ts`));
  return place < 0 ? longest.length : place;
};

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((left, right) => placeOf(left) - placeOf(right));
  }
};
