// What docs/mappings.md is made of: sections with paragraphs and examples, in which JSON stands as people write it.
import type { Mapping } from './schema';

export type PageSection = { readonly heading: string; readonly paragraphs: readonly string[] };

/** An example as a whole. */
export type MappingExample = {
  readonly heading: string;
  readonly text: string;
  /** Files by name, with their content. */
  readonly files: Readonly<Record<string, string>>;
  readonly mapping: Mapping;
  /** The rows it gives, as CSV with the name of the table before it, and the sentences of those it refuses. */
  readonly gives: Readonly<Record<string, string>>;
  readonly refuses?: readonly string[];
};

/** In a cell of a table a bar would end the cell. */
export const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;

/** JSON on one line. Characters that cannot be seen are written by their numbers. */
export const oneLine = (value: unknown): string =>
  JSON.stringify(value, null, 1)
    .replace(/\[\n\s*/g, '[')
    .replace(/\n\s*\]/g, ']')
    .replace(/\n\s*/g, ' ')
    .replace(/[^\S ]|\p{M}/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

export const jsonBlock = (text: string): string => `\`\`\`json\n${text}\n\`\`\``;
