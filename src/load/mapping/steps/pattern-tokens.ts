// What patterns of dates and of durations are made of: groups of one letter, which stand for a part each, and literals (anything
// that is no letter of A to Z, and whatever stands in [brackets]).

export type Token =
  | { readonly kind: 'letters'; readonly name: string }
  | { readonly kind: 'literal'; readonly text: string };

export function tokensOf(pattern: string): readonly Token[] {
  return [...pattern.matchAll(/\[([^\]]*)\]|([A-Za-z])\2*|[^A-Za-z]/g)].map(([token, literal, letter]) =>
    letter === undefined ? { kind: 'literal', text: literal ?? token } : { kind: 'letters', name: token },
  );
}

export const namesOf = (tokens: readonly Token[]): readonly string[] =>
  tokens.flatMap((token) => (token.kind === 'letters' ? [token.name] : []));

/** A blank of a pattern is any blank: programs put narrow ones before AM and PM. */
const literalSource = (text: string): string =>
  text.replace(/[^A-Za-z0-9]/g, (character) =>
    character === ' ' ? '[ \\u00a0\\u2009\\u202f\\u3000]' : `\\${character}`,
  );

/** What a whole text must be, with a group for each group of letters. `written` is the regular expression of one. */
export const patternSource = (tokens: readonly Token[], written: (name: string) => string): RegExp =>
  new RegExp(
    `^${tokens
      .map((token) => (token.kind === 'literal' ? literalSource(token.text) : `(${written(token.name)})`))
      .join('')}$`,
    'i',
  );

/** What is said of letters that stand for nothing; null when all are known. */
export function unknownLetters(
  kind: string,
  pattern: string,
  tokens: readonly Token[],
  allowed: readonly string[],
): string | null {
  const unknown = namesOf(tokens).filter((name) => !allowed.includes(name));
  if (unknown.length === 0) return null;
  const one = unknown.join('').length === 1;
  const which = `the letter${one ? '' : 's'} ${unknown.join(', ')} ${one ? 'stands' : 'stand'} for nothing`;
  return `in the ${kind} pattern "${pattern}" ${which} (allowed: ${allowed.join(' ')}; letters in [brackets] stand for themselves)`;
}

/** How a group of letters is written: a fixed number of digits, as many as needed, words, or a sign and digits as needed. */
export type Extent = 'digits' | 'open' | 'words' | 'signed';

/** Two groups of any number of digits in one run of digits: 1112026 as DMYYYY could be two days. */
export function adjoiningOpen(
  kind: string,
  pattern: string,
  tokens: readonly Token[],
  extentOf: (name: string) => Extent,
): string | null {
  let open: string | null = null;
  for (const token of tokens) {
    if (token.kind === 'literal') {
      if (!/^\d/.test(token.text)) open = null;
      continue;
    }
    const extent = extentOf(token.name);
    if (extent === 'digits') continue;
    if (extent === 'open' && open !== null) {
      return `in the ${kind} pattern "${pattern}" nothing stands between ${open} and ${token.name}: it is not clear where one ends`;
    }
    open = extent === 'words' ? null : token.name;
  }
  return null;
}
