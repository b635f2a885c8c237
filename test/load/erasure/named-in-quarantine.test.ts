// Whether a row that could not be read holds a person: its texts as words of their own.
import { holdsWord } from '../../../src/load/erasure/named-in-quarantine';

test.each([
  ['i7,2025-02-30,complaint,c1,delivery', 'c1', true],
  ['i7,2025-02-30,complaint,C1', 'c1', true],
  ['{"customer_id":"c1"}', 'c1', true],
  ['"Lund, Ada",x', 'Lund, Ada', true],
  ['c1', 'c1', true],
  // Another id, another word.
  ['i7,2025-02-30,complaint,c12,delivery', 'c1', false],
  ['abc1', 'c1', false],
  ['abc1,c1', 'c1', true],
  ['Lindauer Lane', 'Linda', false],
  // Names stand between other characters where there are no blanks.
  ['客户吴晓明说', '吴晓明', true],
  ['客户吴晓', '吴晓明', false],
])('%s: %s', (text, word, expected) => {
  expect(holdsWord(text, word)).toBe(expected);
});
