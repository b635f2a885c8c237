// What docs/mappings.md is made of: sections with paragraphs, in which JSON stands as people write it.

export type PageSection = { readonly heading: string; readonly paragraphs: readonly string[] };

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
