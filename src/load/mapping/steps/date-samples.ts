// Dates to hold patterns against each other with: every pattern writes them all, and what another reads of them shows whether the
// two can be told apart. Their numbers are those that can be a day as well as a month, an hour or a year, and their borders.
import { dateLetters, type Moment } from './date-letters';
import type { Token } from './pattern-tokens';

const days = [4, 3, 1, 2, 7, 9, 10, 11, 12, 13, 20, 21, 28];
const months = [3, 4, 1, 5, 9, 10, 11, 12];
const years = [2026, 2011, 2012, 1912, 2001, 2010, 1999];
/** Hour, minute, second, digits of a second, offset. */
const times = [
  [13, 5, 0, '000000000', 'Z'],
  [0, 0, 0, '000000000', '+02:00'],
  [1, 2, 3, '120000000', '-0500'],
  [12, 12, 12, '121212121', '+11'],
  [10, 11, 9, '010203040', 'Z'],
  [20, 26, 20, '201112010', '+10:11'],
] as const;

/** Every day, with two of the times by turns. */
function* moments(withTime: boolean): Iterable<Moment> {
  let turn = 0;
  for (const year of years) {
    for (const month of months) {
      for (const day of days) {
        for (let each = 0; each < (withTime ? 2 : 1); each++) {
          const [hour, minute, second, fraction, offset] = times[turn++ % times.length]!;
          yield { year, month, day, hour, minute, second, fraction, offset };
        }
      }
    }
  }
}

/** Which of the groups that have as many digits as needed are padded: none, all, every other. */
const paddings = [0b0000, 0b1111, 0b0101, 0b1010];

/** The dates as a pattern without problems writes them. */
export function* dateSamples(tokens: readonly Token[]): Iterable<string> {
  const open = tokens.filter((token) => token.kind === 'letters' && dateLetters[token.name]!.extent === 'open');
  const ways = open.length === 0 ? paddings.slice(0, 1) : open.length === 1 ? paddings.slice(0, 2) : paddings;
  const withTime = tokens.some((token) => token.kind === 'letters' && dateLetters[token.name]!.field === 'hour');
  for (const moment of moments(withTime)) for (const padding of ways) yield printed(tokens, moment, padding);
}

function printed(tokens: readonly Token[], moment: Moment, padding: number): string {
  let text = '';
  let left = padding;
  for (const token of tokens) {
    if (token.kind === 'literal') text += token.text;
    else {
      const { extent, print } = dateLetters[token.name]!;
      text += print(moment, (left & 1) === 1);
      if (extent === 'open') left >>= 1;
    }
  }
  return text;
}
