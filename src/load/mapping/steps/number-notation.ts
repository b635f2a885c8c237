// Reads numbers as people write them (1.234,56 EUR) and writes them as programs do (1234.56). Only what the notation names is
// understood: a separator that stands where none belongs, or an unknown word, and the text is no number. No digit is lost.
import { Decimal } from 'decimal.js';

export type NumberNotation = {
  /** What stands before the decimals (default a point). */
  readonly decimal?: string;
  /** What stands between groups of three digits (default nothing). */
  readonly thousands?: string;
  /** Signs and words that may stand before or after the number, such as "EUR". */
  readonly drop?: readonly string[];
  /** How a minus is written besides a minus before the number. */
  readonly minus?: MinusNotation;
};

/** brackets: (120.50). after: 120.50-. */
export const minusNotations = ['brackets', 'after'] as const;
export type MinusNotation = (typeof minusNotations)[number];

/** The number as programs write it, or null when the text is none in this notation. */
export type NumberReader = (text: string) => string | null;

const alike: Readonly<Record<string, string>> = { ' ': ' \\u00a0\\u2009\\u202f', "'": "'\\u2019" };
/** A regular expression of the separator, and of what looks like it in print. */
const separatorSource = (separator: string): string => `[${alike[separator] ?? `\\${separator}`}]`;

export function numberReader({ decimal = '.', thousands, drop = [], minus }: NumberNotation): NumberReader {
  const point = separatorSource(decimal);
  const groups = thousands === undefined ? '' : `|\\d{1,3}(?:${separatorSource(thousands)}\\d{3})+`;
  const written = new RegExp(`^(?:(\\d+${groups})(?:${point}(\\d*))?|${point}(\\d+))(e[+-]?\\d{1,3})?$`, 'i');
  const words = drop.map((word) => word.trim()).sort((one, other) => other.length - one.length);
  return (text) => {
    const stripped = strip(text, words, minus);
    if (stripped === null) return null;
    const match = written.exec(stripped.text);
    if (match === null) return null;
    const [, whole = '0', decimals, onlyDecimals, exponent] = match;
    const fraction = decimals ?? onlyDecimals ?? '';
    const digits = `${whole.replace(/\D/g, '').replace(/^0+(?=\d)/, '')}${fraction === '' ? '' : `.${fraction}`}`;
    const number = exponent === undefined ? digits : new Decimal(digits + exponent).toFixed();
    return stripped.negative && /[1-9]/.test(number) ? `-${number}` : number;
  };
}

/** The text without blanks, words and sign at its ends; null when it has two signs. */
function strip(
  given: string,
  words: readonly string[],
  minus: MinusNotation | undefined,
): { readonly text: string; readonly negative: boolean } | null {
  let text = given;
  let sign: string | null = null;
  for (;;) {
    text = text.trim();
    const before = words.find((word) => text.startsWith(word));
    const after = words.find((word) => text.endsWith(word));
    let found: string | null = null;
    if (before !== undefined) text = text.slice(before.length);
    else if (after !== undefined) text = text.slice(0, -after.length);
    else if (/^[+\-\u2212]/.test(text)) [found, text] = [text[0]!, text.slice(1)];
    else if (minus === 'after' && /[+\-\u2212]$/.test(text)) [found, text] = [text.at(-1)!, text.slice(0, -1)];
    else if (minus === 'brackets' && /^\(.*\)$/s.test(text)) [found, text] = ['-', text.slice(1, -1)];
    else return { text, negative: sign !== null && sign !== '+' };
    if (found !== null && sign !== null) return null;
    sign ??= found;
  }
}

/** A number in this notation, for messages. */
export function numberExample({ decimal = '.', thousands = '', drop = [], minus }: NumberNotation): string {
  const digits = `1${thousands}234${decimal}50`;
  const number = minus === 'brackets' ? `(${digits})` : minus === 'after' ? `${digits}-` : `-${digits}`;
  return drop.length === 0 ? number : `${number} ${drop[0]}`;
}

/** What is wrong with a notation, each with the name of its part. */
export function notationProblems({ decimal = '.', thousands, drop = [] }: NumberNotation): readonly string[] {
  const separator = (name: string, text: string, blank: boolean) =>
    text.length > 1 || /[\d+\-\u2212()\p{L}]/u.test(text) || (!blank && text.trim() === '')
      ? [`${name} "${text}" is no separator`]
      : [];
  return [
    ...separator('decimal', decimal, false),
    ...(thousands === undefined ? [] : separator('thousands', thousands, true)),
    ...(thousands === decimal ? [`decimal and thousands are both "${decimal}"`] : []),
    ...drop.flatMap((word, index) =>
      /\d/.test(word) || !/[^\s.,'+\-\u2212()]/.test(word) ? [`drop[${index}] "${word}" is no sign or word`] : [],
    ),
  ];
}
