// Reads numbers as people write them (1.234,56 EUR) and writes them as programs do (1234.56). Only what the notation names is
// understood: a separator that stands where none belongs, or an unknown word, and the text is no number. No digit is lost.
import { Decimal } from 'decimal.js';
import { decimalText, exactDecimal, shifted } from './exact-decimal';

export type NumberNotation = {
  /** What stands before the decimals (default a point). */
  readonly decimal?: string;
  /** What stands between groups of three digits (default nothing). */
  readonly thousands?: string;
  /** Of how many digits the groups are besides three each: as in India 12,34,567. */
  readonly grouping?: Grouping;
  /** Signs and words that may stand before or after the number, such as "EUR". */
  readonly drop?: readonly string[];
  /** How a minus is written besides a minus before the number. */
  readonly minus?: MinusNotation;
  /** The number stands with a percent sign, and is a hundredth of what is written. */
  readonly percent?: true;
};

/** indian: two digits a group, but three in the last. */
export const groupings = ['indian'] as const;
export type Grouping = (typeof groupings)[number];

/** brackets: (120.50). after: 120.50-. */
export const minusNotations = ['brackets', 'after'] as const;
export type MinusNotation = (typeof minusNotations)[number];

/** The number as programs write it, or null when the text is none in this notation. */
export type NumberReader = (text: string) => string | null;

const alike: Readonly<Record<string, string>> = { ' ': ' \\u00a0\\u2009\\u202f', "'": "'\\u2019" };
/** A regular expression of the separator, and of what looks like it in print. */
const separatorSource = (separator: string): string => `[${alike[separator] ?? `\\${separator}`}]`;

function groupedSource(thousands: string | undefined, grouping: Grouping | undefined): string {
  if (thousands === undefined) return '';
  const separator = separatorSource(thousands);
  if (grouping === 'indian') return `|\\d{1,2}(?:${separator}\\d{2})*${separator}\\d{3}`;
  return `|\\d{1,3}(?:${separator}\\d{3})+`;
}

export function numberReader(notation: NumberNotation): NumberReader {
  const { decimal = '.', thousands, grouping, drop = [], minus, percent } = notation;
  const point = separatorSource(decimal);
  const groups = groupedSource(thousands, grouping);
  const written = new RegExp(`^(?:(\\d+${groups})(?:${point}(\\d*))?|${point}(\\d+))(e[+-]?\\d{1,3})?$`, 'i');
  const words = drop.map((word) => word.trim()).sort((one, other) => other.length - one.length);
  return (text) => {
    const stripped = strip(text, words, minus, percent);
    if (stripped === null) return null;
    const match = written.exec(stripped.text);
    if (match === null) return null;
    const [, whole = '0', decimals, onlyDecimals, exponent] = match;
    const fraction = decimals ?? onlyDecimals ?? '';
    const digits = `${whole.replace(/\D/g, '').replace(/^0+(?=\d)/, '')}${fraction === '' ? '' : `.${fraction}`}`;
    const plain = exponent === undefined ? digits : new Decimal(digits + exponent).toFixed();
    const number = percent ? decimalText(shifted(exactDecimal(plain)!, -2)) : plain;
    return stripped.negative && /[1-9]/.test(number) ? `-${number}` : number;
  };
}

/** The text without blanks, words and signs at its ends; null when it has two of one kind, or lacks the percent sign. */
function strip(
  given: string,
  words: readonly string[],
  minus: MinusNotation | undefined,
  percent: true | undefined,
): { readonly text: string; readonly negative: boolean } | null {
  let text = given;
  let sign: string | null = null;
  let inHundred = false;
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
    else if (percent && !inHundred && /[%\uff05]$/.test(text)) [inHundred, text] = [true, text.slice(0, -1)];
    else if (percent && !inHundred && /^[%\uff05]/.test(text)) [inHundred, text] = [true, text.slice(1)];
    else if (percent && !inHundred) return null;
    else return { text, negative: sign !== null && sign !== '+' };
    if (found !== null && sign !== null) return null;
    sign ??= found;
  }
}

/** A number in this notation, for messages. */
export function numberExample({ decimal = '.', thousands = '', drop = [], minus, percent }: NumberNotation): string {
  const digits = `1${thousands}234${decimal}50`;
  const number = minus === 'brackets' ? `(${digits})` : minus === 'after' ? `${digits}-` : `-${digits}`;
  const whole = percent ? `${number} %` : number;
  return drop.length === 0 ? whole : `${whole} ${drop[0]}`;
}

/** What is wrong with a notation, each with the name of its part. */
export function notationProblems({ decimal = '.', thousands, drop = [], percent }: NumberNotation): readonly string[] {
  const separator = (name: string, text: string, blank: boolean) =>
    text.length > 1 || /[\d+\-\u2212()\p{L}]/u.test(text) || (!blank && text.trim() === '')
      ? [`${name} "${text}" is no separator`]
      : [];
  return [
    ...separator('decimal', decimal, false),
    ...(thousands === undefined ? [] : separator('thousands', thousands, true)),
    ...(thousands === decimal ? [`decimal and thousands are both "${decimal}"`] : []),
    ...drop.flatMap((word, index) =>
      percent && /[%\uff05]/.test(word) ? [`drop[${index}] "${word}" is what percent reads`] : [],
    ),
    ...drop.flatMap((word, index) =>
      /\d/.test(word) || !/[^\s.,'+\-\u2212()]/.test(word) ? [`drop[${index}] "${word}" is no sign or word`] : [],
    ),
  ];
}
