// Text for a terminal: characters that would give it orders, or turn what follows around, are written as their codes. Line breaks
// and tabs stay. In JSON the code means the character, so a document is the same as before.

/** C0 without tab and line feed, DEL, C1, line and paragraph separators, bidirectional embeddings, overrides and isolates, halves of pairs. */
const commanding =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu;

export const printable = (text: string): string =>
  text.replace(commanding, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Of a single name or value: it has no line of its own to begin. */
export const printableInLine = (text: string): string =>
  printable(text).replace(/[\n\t]/g, (character) => (character === '\n' ? '\\n' : '\\t'));
