// The texts of a mapping: "{InvoiceNo}-{#}" puts cells into a text. {#} and {#hash} speak of the whole row.
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'column'; readonly column: string }
  /** The how-manieth of the rows identical in all columns. */
  | { readonly kind: 'repetition' }
  /** A short fingerprint of all columns. */
  | { readonly kind: 'hash' };

export type Template = readonly TemplatePart[];

/** The parts of a text, or a sentence that says what is wrong with it. */
export function parseTemplate(source: string): Template | string {
  const parts: TemplatePart[] = [];
  let text = '';
  for (let position = 0; position < source.length; ) {
    const two = source.slice(position, position + 2);
    if (two === '{{' || two === '}}') {
      text += two[0];
      position += 2;
    } else if (source[position] === '}') {
      return `a } stands alone in "${source}" (write }} for a brace)`;
    } else if (source[position] === '{') {
      const close = source.indexOf('}', position);
      const name = source.slice(position + 1, close);
      if (close === -1) return `a { is not closed in "${source}" (write {{ for a brace)`;
      if (name === '') return `{} in "${source}" names no column`;
      if (text !== '') parts.push({ kind: 'text', text });
      text = '';
      if (name === '#') parts.push({ kind: 'repetition' });
      else if (name === '#hash') parts.push({ kind: 'hash' });
      else parts.push({ kind: 'column', column: name });
      position = close + 1;
    } else {
      text += source[position];
      position += 1;
    }
  }
  if (text !== '') parts.push({ kind: 'text', text });
  return parts;
}

/** The text of a template without placeholders, else undefined. */
export function constantText(template: Template): string | undefined {
  const [first, ...others] = template;
  if (first === undefined) return '';
  return first.kind === 'text' && others.length === 0 ? first.text : undefined;
}
