// The example questions as the server lists them, and which of them a text is.
import type { InBoth } from './language.js';

export type Example = {
  /** The name of its operation, by which its tab is found. */
  readonly name: string;
  readonly group: InBoth;
  readonly title: InBoth;
  readonly text: InBoth;
  /** Changes data, so it is asked only by hand. */
  readonly changes: boolean;
};

/** `open`: how many of them stand in tabs when the page is opened for the first time. */
export type Examples = { readonly examples: readonly Example[]; readonly open: number };

export async function fetchExamples(): Promise<Examples> {
  const response = await fetch('/playground/examples.json');
  return (await response.json()) as Examples;
}

export const operationOf = (text: string | null): string | undefined =>
  /^(?:query|mutation)\s+(\w+)/m.exec(text ?? '')?.[1];

/** The example that the text is, word for word, in either language. */
export const exampleOf = (text: string, examples: readonly Example[]): Example | undefined =>
  examples.find((example) => example.text.en === text || example.text.zh === text);
