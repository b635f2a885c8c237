// Goes through what a rule of a mapping says: every text, test and worked value in it, each with the pointer to where it stands.
import type { Condition, FileRule, LookupRule, ReadingRule, TableRule, Value, ValueObject } from './schema';
import { cellTests, isTaken, listOf, madeValue } from './schema';
import { parseTemplate } from './template';

export type Part =
  | { readonly kind: 'text'; readonly pointer: string; readonly text: string }
  | { readonly kind: 'column'; readonly pointer: string; readonly column: string }
  /** A value that is an object. */
  | { readonly kind: 'worked'; readonly pointer: string; readonly value: ValueObject }
  /** A condition that tests nothing and has a test beside it. */
  | { readonly kind: 'stray'; readonly pointer: string; readonly test: string };

/** A column that is read, with where in the mapping it is named. */
export type ColumnRead = { readonly column: string; readonly pointer: string };

/** What rules with `forEachColumn` call the cell of the column, and what stands for the * of its header. */
export const ofEachColumn = ['#cell', '#match'];

/** The columns of its file that a rule reads. */
export const columnsRead = (rule: FileRule, pointer: string): readonly ColumnRead[] =>
  columnsOfFile(ruleParts(rule, pointer), rule);

export const columnsOfLookup = (rule: LookupRule, pointer: string): readonly ColumnRead[] =>
  columnsOfFile(wholeLookupParts(rule, pointer), rule);

const columnsOfFile = (parts: readonly Part[], rule: ReadingRule): readonly ColumnRead[] =>
  columnsNamed(parts).filter(({ column }) => !ofEachColumn.includes(column) && madeValue(rule, column) === undefined);

/** Whatever the table rules of a file say, and what the columns are made of that they name. */
export const ruleParts = (rule: FileRule, pointer: string): readonly Part[] =>
  withMadeParts(
    rule.tables.flatMap((table, index) => tableParts(table, `${pointer}.tables[${index}]`)),
    rule,
    pointer,
  );

/** Whatever a look-up says, and what the columns are made of that it names. */
export const wholeLookupParts = (rule: LookupRule, pointer: string): readonly Part[] =>
  withMadeParts(lookupParts(rule, pointer), rule, pointer);

function withMadeParts(named: readonly Part[], rule: ReadingRule, pointer: string): readonly Part[] {
  const parts = [...named];
  const seen = new Set<string>();
  for (let next = columnsNamed(parts); next.length > 0; ) {
    const more = next.flatMap(({ column }) => {
      const value = madeValue(rule, column);
      if (value === undefined || seen.has(column)) return [];
      seen.add(column);
      return valueParts(value, `${pointer}.columns.${column}.value`);
    });
    parts.push(...more);
    next = columnsNamed(more);
  }
  return parts;
}

/** The columns that parts name, each with where. */
export function columnsNamed(parts: readonly Part[]): readonly ColumnRead[] {
  return parts.flatMap((part): readonly ColumnRead[] => {
    if (part.kind === 'column') return [part];
    if (part.kind !== 'text') return [];
    const template = parseTemplate(part.text);
    if (typeof template === 'string') return [];
    return template.flatMap((piece) =>
      piece.kind === 'column' ? [{ column: piece.column, pointer: part.pointer }] : [],
    );
  });
}

/** What the columns are made of that a rule makes, each with its name. */
export const madeParts = ({ columns = {} }: ReadingRule, pointer: string): ReadonlyMap<string, readonly Part[]> =>
  new Map(
    Object.entries(columns).flatMap(([name, rule]) =>
      'value' in rule ? [[name, valueParts(rule.value, `${pointer}.columns.${name}.value`)] as const] : [],
    ),
  );

/** Whether a text numbers rows or takes their fingerprint. */
export function isOfRow(text: string): boolean {
  const template = parseTemplate(text);
  return typeof template !== 'string' && template.some((part) => part.kind === 'repetition' || part.kind === 'hash');
}

/** Whether a rule numbers rows or takes their fingerprint. */
export const readsWholeRow = (rule: FileRule): boolean =>
  ruleParts(rule, '').some((part) => part.kind === 'text' && isOfRow(part.text));

/** The look-ups that parts ask. */
export const lookupsAsked = (parts: readonly Part[]): readonly string[] =>
  parts.flatMap((part) => (part.kind === 'worked' && part.value.lookup !== undefined ? [part.value.lookup] : []));

export function tableParts(rule: TableRule, pointer: string): readonly Part[] {
  return [
    ...(rule.where === undefined ? [] : conditionParts(rule.where, `${pointer}.where`)),
    ...(rule.deleted === undefined ? [] : conditionParts(rule.deleted, `${pointer}.deleted`)),
    ...valueParts(rule.by ?? null, `${pointer}.by`),
    ...Object.entries(rule.columns).flatMap(([name, value]) => valueParts(value, `${pointer}.columns.${name}`)),
  ];
}

export function lookupParts(rule: LookupRule, pointer: string): readonly Part[] {
  return [
    ...(rule.where === undefined ? [] : conditionParts(rule.where, `${pointer}.where`)),
    ...keyParts(rule.key, `${pointer}.key`),
    ...valueParts(rule.asOf ?? null, `${pointer}.asOf`),
    ...Object.entries(rule.values).flatMap(([name, value]) => {
      const at = `${pointer}.values.${name}`;
      if (!isTaken(value)) return valueParts(value, at);
      return [...valueParts(value.of ?? null, `${at}.of`), ...valueParts(value.by ?? null, `${at}.by`)];
    }),
  ];
}

function keyParts(key: Value | readonly Value[], pointer: string): readonly Part[] {
  return listOf<Value>(key).flatMap((each, index) =>
    valueParts(each, Array.isArray(key) ? `${pointer}[${index}]` : pointer),
  );
}

export function valueParts(value: Value, pointer: string): readonly Part[] {
  if (value === null) return [];
  if (typeof value === 'string') return [{ kind: 'text', pointer, text: value }];
  const parts: Part[] = [{ kind: 'worked', pointer, value }];
  if (value.value !== undefined) parts.push({ kind: 'text', pointer: `${pointer}.value`, text: value.value });
  for (const form of ['add', 'subtract', 'multiply', 'divide', 'secondsBetween', 'firstOf'] as const) {
    for (const [index, each] of (value[form] ?? []).entries())
      parts.push(...valueParts(each, `${pointer}.${form}[${index}]`));
  }
  if (value.header !== undefined) parts.push({ kind: 'text', pointer: `${pointer}.header`, text: value.header });
  if (value.lookup !== undefined) {
    parts.push(...keyParts(value.key ?? null, `${pointer}.key`), ...valueParts(value.at ?? null, `${pointer}.at`));
    if (typeof value.missing === 'string') {
      parts.push({ kind: 'text', pointer: `${pointer}.missing`, text: value.missing });
    }
  }
  if (value.if !== undefined) {
    parts.push(...conditionParts(value.if, `${pointer}.if`));
    parts.push(...valueParts(value.then!, `${pointer}.then`), ...valueParts(value.else!, `${pointer}.else`));
  }
  return parts;
}

function conditionParts(condition: Condition, pointer: string): readonly Part[] {
  const { column, value } = condition;
  if (column === undefined && value === undefined) {
    const stray = cellTests.filter((test) => condition[test] !== undefined);
    const parts: Part[] = stray.map((test) => ({ kind: 'stray', pointer, test }));
    if (condition.not !== undefined) return [...parts, ...conditionParts(condition.not, `${pointer}.not`)];
    const form = condition.all === undefined ? 'any' : 'all';
    return [
      ...parts,
      ...(condition[form] ?? []).flatMap((each, index) => conditionParts(each, `${pointer}.${form}[${index}]`)),
    ];
  }
  const parts: Part[] = [];
  if (column !== undefined) parts.push({ kind: 'column', pointer: `${pointer}.column`, column });
  if (condition.equalsColumn !== undefined) {
    parts.push({ kind: 'column', pointer: `${pointer}.equalsColumn`, column: condition.equalsColumn });
  }
  parts.push(...valueParts(value ?? null, `${pointer}.value`));
  for (const test of ['before', 'after'] as const) {
    const bound = condition[test];
    if (bound !== undefined && bound !== 'now') parts.push(...valueParts(bound, `${pointer}.${test}`));
  }
  return parts;
}
