// Reads one CSV record that holds quotes (RFC 4180): cells, where it ends, and how many line breaks its cells hold.
// A quote opens only at the start of a cell and closes only before a delimiter or line break; one inside a cell that does
// not begin with one stands for itself, as in 37.8"N.

import { longestRow } from '../format/row-problem';
import type { LineWindow } from './line-splitter';
import { countBreaks } from './line-splitter';

export type CsvRecord =
  | {
      readonly kind: 'record';
      readonly cells: string[];
      readonly end: number;
      readonly breaks: number;
      /** Whether some cell holds quotes without being quoted itself. */
      readonly bareQuotes: boolean;
    }
  /** A quote is open where the text, or the longest row allowed, ends. */
  | { readonly kind: 'open'; readonly beyondLimit: boolean }
  /** Text after a closing quote, after so many line breaks. */
  | { readonly kind: 'stray'; readonly breaks: number };

export function readRecord(window: LineWindow, start: number, delimiter: string, quote: string): CsvRecord {
  const { text, last } = window;
  const open: CsvRecord = { kind: 'open', beyondLimit: false };
  const cells: string[] = [];
  let breaks = 0;
  let bareQuotes = false;
  let position = start;
  for (;;) {
    if (text.startsWith(quote, position)) {
      const close = closingQuote(text, position + 1, quote, start + longestRow);
      if (close === 'limit') return { kind: 'open', beyondLimit: true };
      if (close === -1 || (close + 1 === text.length && !last)) return open;
      const content = text.slice(position + 1, close);
      cells.push(content.includes(quote) ? content.replaceAll(quote + quote, quote) : content);
      breaks += countBreaks(content);
      position = close + 1;
    } else {
      const lineEnd = window.breakAfter(position);
      if (lineEnd === -1 && !last) return open;
      const delimiterAt = text.indexOf(delimiter, position);
      let end = lineEnd === -1 ? text.length : lineEnd;
      if (delimiterAt !== -1 && delimiterAt < end) end = delimiterAt;
      const content = text.slice(position, end);
      bareQuotes ||= content.includes(quote);
      cells.push(content);
      position = end;
    }
    if (text.startsWith(delimiter, position)) {
      position += delimiter.length;
      continue;
    }
    if (position === text.length) return last ? { kind: 'record', cells, end: position, breaks, bareQuotes } : open;
    const character = text[position];
    // Perhaps half of a CRLF.
    if (character === '\r' && position + 1 === text.length && !last) return open;
    if (character === '\n' || character === '\r') return { kind: 'record', cells, end: position, breaks, bareQuotes };
    if (!last && position + delimiter.length > text.length) return open;
    return { kind: 'stray', breaks };
  }
}

/** Position of the quote that closes a cell whose content begins at `from`; -1 if the text ends before it. */
function closingQuote(text: string, from: number, quote: string, limit: number): number | 'limit' {
  for (let position = from; ; position += 2) {
    position = text.indexOf(quote, position);
    if (position === -1) return text.length > limit ? 'limit' : -1;
    if (position > limit) return 'limit';
    if (text[position + 1] !== quote) return position;
  }
}
