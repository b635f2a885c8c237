// Headers that values make of the row: which columns of a file they can be, whatever the row holds.
import type { IsWanted } from '../read/text-row';
import type { Part } from './parts';
import { parseTemplate } from './template';

/** Whether a header can be one that a `header` among the parts makes. */
export function isMadeHeader(parts: readonly Part[]): IsWanted {
  const patterns = parts.flatMap((part) => {
    if (part.kind !== 'worked' || part.value.header === undefined) return [];
    const template = parseTemplate(part.value.header);
    return typeof template === 'string' ? [] : [template];
  });
  return (header) => patterns.some((template) => fits(header, template));
}

function fits(header: string, template: Exclude<ReturnType<typeof parseTemplate>, string>): boolean {
  let place = 0;
  for (const [index, part] of template.entries()) {
    if (part.kind !== 'text') continue;
    const found = index === 0 ? (header.startsWith(part.text) ? 0 : -1) : header.indexOf(part.text, place);
    if (found === -1) return false;
    place = found + part.text.length;
  }
  const last = template.at(-1);
  return last?.kind !== 'text' || header.endsWith(last.text);
}
