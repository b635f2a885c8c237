// Recognises by the header row of a file that its cells are separated by something else than commas, for the message that
// helps: nothing is ever read by such a guess.

export type Delimiter = {
  /** The text between cells, as a mapping's format states it. */
  readonly text: string;
  /** The word for it in sentences. */
  readonly plural: string;
};

const others: readonly Delimiter[] = [
  { text: ';', plural: 'semicolons' },
  { text: '\t', plural: 'tabs' },
  { text: '|', plural: 'vertical bars' },
];

/** What separates the cells of a header row, where that is not the comma. */
export function delimiterOf(header: string): Delimiter | undefined {
  const unquoted = header.replace(/"[^"]*"/g, '');
  const count = (text: string) => unquoted.split(text).length;
  const most = Math.max(...others.map(({ text }) => count(text)));
  return most > count(',') ? others.find(({ text }) => count(text) === most) : undefined;
}

/** A delimiter as it is written in a mapping. */
export const inMapping = ({ text }: Delimiter): string => `"delimiter": ${JSON.stringify(text)}`;
