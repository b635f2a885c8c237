// Finds physical lines in text that arrives in chunks: LF, CRLF and CR end a line, also mixed in one file. Line numbers
// count every such break. A line longer than `longestRow` is skipped to its end, so memory stays bounded.
import { longestRow } from '../format/row-problem';

/** The text at hand and where reading stands in it. */
export type LineWindow = {
  readonly text: string;
  readonly last: boolean;
  /** Position of the next line break at or after `from`, or -1 when the text at hand has none (complete) yet. */
  breakAfter(from: number): number;
  /** Position of the first character after the break at `position`. */
  afterBreak(position: number): number;
};

export function lineWindow(text: string, last: boolean): LineWindow {
  // What was found last, and from where: valid again for any start in between.
  const feed = { character: '\n', from: 0, at: -1 };
  const carriage = { character: '\r', from: 0, at: -1 };
  const find = (known: typeof feed, from: number) => {
    if (known.from > from || known.at < from) {
      const found = text.indexOf(known.character, from);
      known.from = from;
      known.at = found === -1 ? Number.POSITIVE_INFINITY : found;
    }
    return known.at;
  };
  return {
    text,
    last,
    breakAfter(from) {
      const returnAt = find(carriage, from);
      const position = Math.min(find(feed, from), returnAt);
      if (position === Number.POSITIVE_INFINITY) return -1;
      // A CR at the very end may be half of a CRLF that the next chunk completes.
      if (position === returnAt && position === text.length - 1 && !last) return -1;
      return position;
    },
    afterBreak: (position) => position + (text[position] === '\r' && text[position + 1] === '\n' ? 2 : 1),
  };
}

/** How many line breaks a text holds. */
export function countBreaks(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

export type Line = { readonly line: number; readonly text: string; readonly tooLong: boolean };

/** Splits chunks into lines; `push` gives the lines that are complete now. */
export function lineSplitter(): { push(chunk: string, last: boolean): Line[] } {
  let rest = '';
  let line = 1;
  let skipping = false;
  return {
    push(chunk, last) {
      const window = lineWindow(rest + chunk, last);
      const lines: Line[] = [];
      let position = 0;
      while (position < window.text.length) {
        const found = window.breakAfter(position);
        if (found === -1 && !last) break;
        const end = found === -1 ? window.text.length : found;
        if (!skipping) {
          const tooLong = end - position > longestRow;
          lines.push({ line, text: window.text.slice(position, tooLong ? position + longestRow : end), tooLong });
        }
        skipping = false;
        line += 1;
        position = found === -1 ? end : window.afterBreak(found);
      }
      rest = window.text.slice(position);
      if (skipping) rest = rest.endsWith('\r') ? '\r' : '';
      else if (rest.length > longestRow + 1) {
        lines.push({ line, text: rest.slice(0, longestRow), tooLong: true });
        skipping = true;
        rest = rest.endsWith('\r') ? '\r' : '';
      }
      return lines;
    },
  };
}
