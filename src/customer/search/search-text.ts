// What is looked for in a customer's id, name, e-mail address and phone number: words, each of which stands in one of them, in any
// case of its letters. A word of two characters or more is found by the index of runs; one of a single character is not.
import { refuseArgument } from '../../model/choose-argument';
import { bind, type Fragment, sql } from '../../sql/fragment';

const longestText = 200;
const mostWords = 10;

/** Each once; none where the text is empty or blank. Throws INVALID_ARGUMENT. */
export function wordsOf(text: string | null | undefined): readonly string[] {
  if (text == null) return [];
  if (text.length > longestText)
    refuseArgument('text', `it has ${text.length} characters`, `Give at most ${longestText}.`);
  const words = [...new Set(text.split(/\s+/u).filter((word) => word !== ''))];
  // Neither can stand in what was loaded in such a way that it could be found.
  if (words.some((word) => /[\p{Cc}\p{Surrogate}]/u.test(word)))
    refuseArgument('text', 'it holds a control character', 'Leave out control characters and halves of characters.');
  if (words.length > mostWords) refuseArgument('text', `it has ${words.length} words`, `Give at most ${mostWords}.`);
  return words;
}

const searchText = sql`customer_search_text(version.customer_id, version.name, version.email, version.phone)`;

/** Conditions on `version`. The text is put together once for all words: common ones leave thousands of customers to look at. */
export function textConditions(words: readonly string[]): readonly Fragment[] {
  if (words.length === 0) return [];
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  return [
    ...words
      .filter((word) => [...word].length > 1)
      .map((word) => sql`character_runs(${searchText}) @> word_runs(${bind(word, 'text')})`),
    sql`${searchText} LIKE ALL (string_to_array(lower(${bind(patterns.join('\n'), 'text')}), chr(10)))`,
  ];
}
