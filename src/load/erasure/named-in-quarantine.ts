// Rows in quarantine that hold an id or a text of a person as a word of their own: nobody knows which cell is which in a row
// that could not be read. A row of somebody else with the same name, or with a number that is the id, is one of them too.
import type { LoadSession } from '../session/session';

/** What a person may be found by. */
export type Words = { readonly ids: readonly string[]; readonly texts: readonly string[] };

export type RejectionKey = { readonly load: number; readonly no: number };

/** A text as it may stand in a file: as it is, with its quotes doubled (CSV), or escaped (NDJSON). */
const writings = (text: string): readonly string[] => [
  ...new Set([text, text.replaceAll('"', '""'), JSON.stringify(text).slice(1, -1)]),
];

/** Chinese and Japanese are written without blanks: every character may begin a word. */
const isPartOfWord = (character: string | undefined): boolean =>
  character !== undefined &&
  /[\p{Letter}\p{Number}]/u.test(character) &&
  !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(character);

/** Whether a text holds another as a word of its own, in upper or lower case. */
export function holdsWord(text: string, word: string): boolean {
  const [where, what] = [text.toLowerCase(), word.toLowerCase()];
  for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + 1))
    if (!isPartOfWord(where[at - 1]) && !isPartOfWord(where[at + what.length])) return true;
  return false;
}

export const holdsAny = (text: string, words: readonly string[]): boolean =>
  words.some((word) => holdsWord(text, word));

export async function rejectionsOf(
  { rows }: Pick<LoadSession, 'rows'>,
  { ids, texts }: Words,
): Promise<readonly RejectionKey[]> {
  const words = [...ids, ...texts].filter((text) => text.trim() !== '').flatMap(writings);
  const near = await rows<RejectionKey & { text: string }>(
    `SELECT load_id AS load, rejection_no AS no, concat_ws(E'\\n', raw, message) AS text FROM load_rejection
     WHERE EXISTS (SELECT 1 FROM unnest($1::text[]) AS word WHERE position(lower(word) IN lower(concat_ws(E'\\n', raw, message))) > 0)
     ORDER BY load_id, rejection_no`,
    [words],
  );
  return near.filter(({ text }) => holdsAny(text, words)).map(({ load, no }) => ({ load, no }));
}
