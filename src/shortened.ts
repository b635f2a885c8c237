// What is echoed of a text that somebody gave: all of it, or its beginning and how long it is. Every error passes here, so that
// a name of a megabyte is not an answer of a megabyte.

/** Of a text of the program, in which what was given stands. */
const longestSentence = 4_000;
/** Of a name or a value. */
const longestName = 300;

/** Parameters of errors that are sentences, or lists of names that are ours. */
const sentences = ['problem', 'problems', 'hint', 'help', 'expected', 'message', 'usedBy'];

const isFirstOfPair = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const kept = Math.floor(longest / 2);
  const beginning = text.slice(0, isFirstOfPair(text.charCodeAt(kept - 1)) ? kept - 1 : kept);
  return `${beginning}... (${text.length.toLocaleString('en')} characters)`;
}

/** The parameters of an error with every text in them short enough, however deep. */
export function shortenedEcho<Value>(value: Value, longest = longestName): Value {
  if (typeof value === 'string') return shortened(value, longest) as Value;
  if (Array.isArray(value)) return value.map((each: unknown) => shortenedEcho(each, longest)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      shortenedEcho(each, sentences.includes(name) ? longestSentence : longest),
    ]),
  ) as Value;
}
