// The tests that stand for what people are answered, in the order in which they are asked about a change: those that should
// notice it, then the quick ones, then the slow ones. Only when all have passed is a change not caught.
import type { Change } from './change';
import type { Tests } from './run-tests';

const answers = ['model', 'sql', 'metrics', 'metrics-catalog', 'query', 'customer', 'graphql', 'load', 'reference'];
const all = answers.map((folder) => `/test/${folder}/`);

/** Texts of statements and published files are written anew by whoever changes them: noticing by them proves nothing. */
const written = ['/query/compile/golden-sql', '/graphql/contracts/schema.test'];
/** What they hold is no answer: killed processes. */
const others = ['/load/kill.test', '/load/erasure/erase-kill.test'];
const slow = [
  '/query/random-',
  '/query/laws.test',
  '/query/injection.test',
  '/graphql/naughty-strings.test',
  '/load/alias-histories.test',
  '/load/bulk.test',
  '/load/idempotence.test',
  '/load/mapping/real-data-mapping.test',
  '/load/unload.test',
  '/load/merge/versions.test',
  '/test/reference/',
];
const never = [...written, ...others];

export const everyAnswer: Tests = { paths: all, without: never };

export const stagesFor = ({ first }: Change): readonly Tests[] => [
  { paths: first.map((path) => `/test/${path}`), without: never },
  { paths: all, without: [...never, ...slow] },
  { paths: slow, without: never },
];
