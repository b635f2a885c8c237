// A refusal as lines of a terminal: what is wrong, what helps, and what would be allowed instead.

export type Refusal = {
  readonly sentence: string;
  readonly hint?: string | undefined;
  readonly allowed?: readonly string[] | undefined;
};

const width = 100;

export function refusalText({ sentence, hint, allowed }: Refusal): string {
  const named = hint !== undefined && allowed?.every((name) => hint.includes(name));
  const lines = [sentence];
  if (hint !== undefined && hint !== '') lines.push(hint);
  if (allowed !== undefined && allowed.length > 0 && !named) lines.push(...wrapped(`Allowed: ${allowed.join(', ')}.`));
  return lines.join('\n');
}

/** Broken between words; what follows the first line is indented. */
function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = `  ${word}`;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
