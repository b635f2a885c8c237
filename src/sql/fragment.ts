// SQL as text, bound parameters and the tables it reads, which travel together. Values never stand in the text; names come
// from the model. A fragment is built with sql`...${fragment}...`, bind(value, type), name(identifier) and, for tables of the
// warehouse, table(name); its parameters are numbered once, by render.

import { oncePerText } from '../model/once-per';

export type ParameterValue = string | number | boolean | null | readonly string[] | readonly number[];
export type ParameterType =
  | 'text' | 'integer' | 'bigint' | 'boolean' | 'date' | 'timestamptz' | 'numeric(18,4)' | 'double precision'
  | 'text[]' | 'integer[]' | 'date[]' | 'timestamptz[]'; // biome-ignore format: one list

type Parameter = { readonly value: ParameterValue; readonly type: ParameterType };

/** Texts with a parameter between each two, and the tables of the warehouse that they name. */
export type Fragment = {
  readonly texts: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly reads: readonly string[];
};

const noReads: readonly string[] = [];

export function sql(strings: TemplateStringsArray, ...fragments: readonly Fragment[]): Fragment {
  const texts: string[] = [strings[0]!];
  const parameters: Parameter[] = [];
  let reads = noReads;
  fragments.forEach((fragment, index) => {
    texts[texts.length - 1] += fragment.texts[0]!;
    for (let next = 1; next < fragment.texts.length; next++) texts.push(fragment.texts[next]!);
    texts[texts.length - 1] += strings[index + 1]!;
    parameters.push(...fragment.parameters);
    reads = bothReads(reads, fragment.reads);
  });
  return { texts, parameters, reads };
}

const bothReads = (left: readonly string[], right: readonly string[]): readonly string[] =>
  right.length === 0 ? left : left.length === 0 ? right : [...new Set([...left, ...right])];

const raw = (text: string): Fragment => ({ texts: [text], parameters: [], reads: noReads });

export const empty = raw('');

/** A value, bound and cast so that every engine reads it as the same type. */
export const bind = (value: ParameterValue, type: ParameterType): Fragment => ({
  texts: ['', ''],
  parameters: [{ value, type }],
  reads: noReads,
});

/** The one place where identifiers are quoted. */
export const name = oncePerText(
  (...path: readonly string[]) => path.join('\0'),
  (...path): Fragment =>
    raw(path.map((part) => (/^[a-z_][a-z0-9_]*$/.test(part) ? part : `"${part.replaceAll('"', '""')}"`)).join('.')),
);

/** A table of the warehouse as it stands. Statements of questions name tables through `relation` alone, which knows the viewer. */
export const table = (of: string): Fragment => ({ ...name(of), reads: [of] });

/** A number or keyword that the compiler itself made; never a caller's. */
export function constant(value: number | 'NULL' | 'TRUE' | 'FALSE'): Fragment {
  return raw(String(value));
}

/** A text of the model (a kind, a state), as a literal: it is the same in every statement of its plan. */
export const textConstant = (value: string): Fragment => raw(`'${value.replaceAll("'", "''")}'`);

export function join(fragments: readonly Fragment[], separator: string): Fragment {
  if (fragments.length === 0) return empty;
  const texts: string[] = [fragments[0]!.texts[0]!, ...fragments[0]!.texts.slice(1)];
  const parameters: Parameter[] = [...fragments[0]!.parameters];
  let { reads } = fragments[0]!;
  for (const fragment of fragments.slice(1)) {
    texts[texts.length - 1] += separator + fragment.texts[0]!;
    for (let index = 1; index < fragment.texts.length; index++) texts.push(fragment.texts[index]!);
    parameters.push(...fragment.parameters);
    reads = bothReads(reads, fragment.reads);
  }
  return { texts, parameters, reads };
}

/** The fragment with every line after its first so many spaces further in. */
export function indent(fragment: Fragment, spaces: number): Fragment {
  const lead = `\n${' '.repeat(spaces)}`;
  return { ...fragment, texts: fragment.texts.map((text) => text.replaceAll('\n', lead)) };
}

/** A line above a step that says it in words. */
export const comment = (words: string): Fragment => raw(`-- ${words.replaceAll('\n', ' ')}\n`);

/** `1, 2, 3`: grouping by position keeps GROUP BY in step with SELECT. */
export const positions = (count: number): Fragment =>
  raw(Array.from({ length: count }, (_, index) => index + 1).join(', '));

/** `reads`: the tables of the warehouse whose rows decide what the statement gives, in the order of their names. */
export type RenderedSql = {
  readonly text: string;
  readonly parameters: readonly ParameterValue[];
  readonly reads: readonly string[];
};

/** Lists are long and stand in many statements of a plan: each is written down once. */
const listTexts = new WeakMap<object, string>();

function listText(list: object): string {
  const known = listTexts.get(list) ?? JSON.stringify(list);
  listTexts.set(list, known);
  return known;
}

/** Numbers the parameters; equal ones are bound once. */
export function render(fragment: Fragment): RenderedSql {
  const parameters: ParameterValue[] = [];
  const positions = new Map<string, number>();
  const keyOf = ({ value, type }: Parameter): string => {
    if (value === null) return type;
    return `${type} ${typeof value === 'object' ? listText(value) : value}`;
  };
  let text = fragment.texts[0]!;
  fragment.parameters.forEach((parameter, index) => {
    const key = keyOf(parameter);
    let position = positions.get(key);
    if (position === undefined) {
      parameters.push(parameter.value);
      position = parameters.length;
      positions.set(key, position);
    }
    text += `CAST($${position} AS ${parameter.type})${fragment.texts[index + 1]}`;
  });
  return { text, parameters, reads: [...fragment.reads].sort() };
}
