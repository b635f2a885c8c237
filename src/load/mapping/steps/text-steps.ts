// The steps that work on a text as a text: its ends, its parts, its letters. A character is what Unicode counts as one (a code
// point), and a blank is whatever Unicode calls white space.
import type { StepMaker } from './step-maker';

/** The numbers count from 1, negative ones from the end. */
export type Split = { readonly separator: string; readonly nth: number };
export type Substring = { readonly from: number; readonly length?: number };

/** Of the Unicode forms the one that only composes, and the one that also takes full-width letters for plain ones. */
export const normalForms = ['NFC', 'NFKC'] as const;
export type NormalForm = (typeof normalForms)[number];

export const letterCases = ['upper', 'lower'] as const;
export type LetterCase = (typeof letterCases)[number];

export const trimMaker = (): StepMaker => (text) => text.trim();

export const collapseBlanksMaker = (): StepMaker => (text) => text.replace(/\s+/g, ' ');

const listOf = (texts: string | readonly string[]): readonly string[] => (typeof texts === 'string' ? [texts] : texts);

export function removePrefixMaker(prefixes: string | readonly string[]): StepMaker {
  const list = listOf(prefixes);
  return (text) => {
    for (const prefix of list) if (text.startsWith(prefix)) return text.slice(prefix.length);
    return text;
  };
}

export function removeSuffixMaker(suffixes: string | readonly string[]): StepMaker {
  const list = listOf(suffixes);
  return (text) => {
    for (const suffix of list) if (text.endsWith(suffix)) return text.slice(0, -suffix.length);
    return text;
  };
}

export const unquoteFormulaMaker = (): StepMaker => (text) => {
  if (!text.startsWith('="')) return text;
  const inside = /^="((?:[^"]|"")*)"$/.exec(text)?.[1];
  return inside === undefined ? text : inside.replaceAll('""', '"');
};

export const normalizeMaker =
  (form: NormalForm): StepMaker =>
  (text) =>
    text.normalize(form);

export const caseMaker = (letterCase: LetterCase): StepMaker =>
  letterCase === 'upper' ? (text) => text.toUpperCase() : (text) => text.toLowerCase();

/** All texts are replaced in one pass, the longest that stands at a place: what was put in is not replaced again. */
export function replaceMaker(replacements: Readonly<Record<string, string>>): StepMaker {
  const entries = Object.entries(replacements);
  const [only] = entries;
  if (entries.length === 1) return (text) => text.replaceAll(only![0], () => only![1]);
  const longestFirst = entries.map(([text]) => text).sort((one, other) => other.length - one.length);
  const found = new RegExp(longestFirst.map((text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'), 'g');
  const listed = new Map(entries);
  return (text) => text.replace(found, (match) => listed.get(match)!);
}

export const splitMaker =
  ({ separator, nth }: Split): StepMaker =>
  (text) =>
    text.split(separator).at(nth > 0 ? nth - 1 : nth) ?? null;

export function substringMaker({ from, length }: Substring): StepMaker {
  return (text) => {
    const characters = /[\ud800-\udfff]/.test(text) ? [...text] : text;
    const first = from > 0 ? from - 1 : characters.length + from;
    const end = length === undefined ? characters.length : Math.max(first + length, 0);
    const part = characters.slice(Math.max(first, 0), end);
    return typeof part === 'string' ? part : part.join('');
  };
}
