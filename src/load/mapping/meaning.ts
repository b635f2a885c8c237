// Checks what a schema cannot say about a mapping: texts, date patterns, encodings, zones, values outside the load format,
// look-ups that do not exist or ask each other in a circle.
import { encodingExists } from 'iconv-lite';
import { didYouMean } from '../../did-you-mean';
import { type LoadColumn, loadFormat } from '../format/load-format';
import { deletedProblems, replacesProblems } from './deletion-problems';
import {
  columnsNamed,
  isOfRow,
  lookupParts,
  lookupsAsked,
  madeParts,
  ofEachColumn,
  type Part,
  tableParts,
  valueParts,
  wholeLookupParts,
} from './parts';
import {
  asLookupReads,
  isTaken,
  type LookupRule,
  listOf,
  type Mapping,
  type ReadingRule,
  stepContextOf,
  stepsOf,
  type TableRule,
  type Value,
  type ValueObject,
} from './schema';
import { stepConstants, stepNamesIn, stepProblems } from './steps/step';
import type { StepContext } from './steps/step-maker';
import { constantText, parseTemplate } from './template';
import { isTimeZone } from './times';

/** What is wrong with a mapping that meets the schema. */
export function meaningProblems(mapping: Mapping): readonly string[] {
  return [
    ...replacesProblems(mapping),
    ...Object.entries(mapping.lookups ?? {}).flatMap(([name, rule]) =>
      lookupProblems(rule, `lookups.${name}`, mapping),
    ),
    ...circleProblems(mapping),
    ...mapping.files.flatMap((file, index) => [
      ...readingProblems(file, `files[${index}]`, mapping),
      ...file.tables.flatMap((table, number) => tableProblems(table, `files[${index}].tables[${number}]`, mapping)),
    ]),
  ];
}

function readingProblems(rule: ReadingRule, pointer: string, mapping: Mapping): string[] {
  const problems = columnsProblems(rule, pointer, mapping);
  const { format } = rule;
  if (format === undefined) return problems;
  const at = `${pointer}.format`;
  if (format.encoding !== undefined && !encodingExists(format.encoding)) {
    problems.push(`${at}.encoding "${format.encoding}" is not known`);
  }
  if (format.delimiter === 'whitespace' && typeof format.quote === 'string') {
    problems.push(`${at}.quote does not go with the delimiter "whitespace"`);
  }
  if (/[\r\n]/.test(`${format.delimiter}${format.quote}`)) problems.push(`${at} has a line break as a character`);
  if (format.quote !== null && format.delimiter?.includes(format.quote ?? '"')) {
    problems.push(`${at}.delimiter holds the quote`);
  }
  if (format.timeZone !== undefined && !isTimeZone(format.timeZone)) {
    problems.push(`${at}.timeZone "${format.timeZone}" is not a time zone such as "Asia/Shanghai"`);
  }
  return problems;
}

function columnsProblems(rule: ReadingRule, pointer: string, mapping: Mapping): string[] {
  const problems = Object.entries(rule.columns ?? {}).flatMap(([name, column]) => {
    if (Array.isArray(column)) return [];
    const says = Object.keys(column);
    if (says.length === 0) return [`${pointer}.columns.${name} needs "headers", "optional" or "value"`];
    return says.length > 1 && says.includes('value')
      ? [`${pointer}.columns.${name} is made of a value: it has neither "headers" nor "optional"`]
      : [];
  });
  const made = madeParts(rule, pointer);
  const names = new Map([...made].map(([name, parts]) => [name, columnsNamed(parts).map(({ column }) => column)]));
  const all = [...made.values()].flat();
  return [
    ...problems,
    ...partProblems(all, mapping),
    ...all.flatMap((part) =>
      part.kind === 'text' && isOfRow(part.text)
        ? [`${part.pointer}: {#} and {#hash} stand in the rules of tables, not in columns made of others`]
        : [],
    ),
    ...namedForEach(all).map((at) => `${at.pointer}: {${at.name}} goes with forEachColumn, in its rule`),
    ...circles(names).map((circle) => `${pointer}.columns.${circle[0]} is made of itself: ${circle.join(' -> ')}`),
  ];
}

function tableProblems(rule: TableRule, pointer: string, mapping: Mapping): string[] {
  const parts = tableParts(rule, pointer);
  const problems = [
    ...deletedProblems(rule, pointer),
    ...partProblems(parts, mapping),
    ...eachColumnProblems(rule, parts, pointer),
  ];
  const { keep } = rule;
  if (rule.by !== undefined && keep !== 'first' && keep !== 'last') {
    problems.push(`${pointer}.by goes with keep first or last`);
  }
  const readTwice = keep === 'last' || rule.by !== undefined;
  problems.push(...readBefore(parts, readTwice, pointer));
  for (const column of loadFormat[rule.table].columns) {
    const value = rule.columns[column.name];
    if (value === undefined) continue;
    const at = `${pointer}.columns.${column.name}`;
    problems.push(...constants(value, stepContextOf(mapping)).flatMap((text) => constantProblem(text, column, at)));
    if (!loadFormat[rule.table].key.includes(column.name)) continue;
    const whose = readTwice ? `of which the ${keep} is kept` : rule.deleted && 'that may be deleted';
    if (whose === undefined) continue;
    if (valueParts(value, '').some((part) => part.kind === 'text' && isOfRow(part.text))) {
      problems.push(`${at}: the key of rows ${whose} cannot hold {#} or {#hash}`);
    }
  }
  return problems;
}

/** Conditions and orders of rows that are read twice are judged before rows are numbered. */
function readBefore(parts: readonly Part[], readTwice: boolean, pointer: string): string[] {
  if (!readTwice) return [];
  return parts.flatMap((part) =>
    part.kind === 'text' && !part.pointer.startsWith(`${pointer}.columns.`) && isOfRow(part.text)
      ? [`${part.pointer}: where one row of a key is kept, {#} and {#hash} cannot decide which`]
      : [],
  );
}

/** Problems that any rule can have: of texts, steps and look-ups. */
function partProblems(parts: readonly Part[], mapping: Mapping): string[] {
  return parts.flatMap((part): string[] => {
    if (part.kind === 'stray') return [`${part.pointer}: "${part.test}" needs "column" or "value" beside it`];
    if (part.kind === 'worked')
      return [
        ...stepsProblems(part.value, part.pointer, stepContextOf(mapping)),
        ...askingProblems(part.value, part.pointer, mapping),
      ];
    if (part.kind !== 'text') return [];
    const template = parseTemplate(part.text);
    return typeof template === 'string' ? [`${part.pointer}: ${template}`] : [];
  });
}

function eachColumnProblems(rule: TableRule, parts: readonly Part[], pointer: string): string[] {
  if (rule.forEachColumn !== undefined) {
    const stars = rule.forEachColumn.split('*').length - 1;
    return stars === 1 ? [] : [`${pointer}.forEachColumn needs one *, and has ${stars === 0 ? 'none' : stars}`];
  }
  return namedForEach(parts).map((at) => `${at.pointer}: {${at.name}} goes with forEachColumn`);
}

function namedForEach(parts: readonly Part[]): readonly { readonly pointer: string; readonly name: string }[] {
  return parts.flatMap((part) => {
    const template = part.kind === 'text' ? parseTemplate(part.text) : [];
    const inText =
      typeof template === 'string' ? [] : template.flatMap((each) => (each.kind === 'column' ? [each.column] : []));
    const names = part.kind === 'column' ? [part.column] : inText;
    return names.filter((name) => ofEachColumn.includes(name)).map((name) => ({ pointer: part.pointer, name }));
  });
}

function lookupProblems(rule: LookupRule, pointer: string, mapping: Mapping): string[] {
  const parts = lookupParts(rule, pointer);
  const problems = [...readingProblems(rule, pointer, mapping), ...partProblems(parts, mapping)];
  problems.push(...namedForEach(parts).map((at) => `${at.pointer}: {${at.name}} goes with forEachColumn`));
  for (const part of parts) {
    if (part.kind === 'text' && isOfRow(part.text)) {
      problems.push(`${part.pointer}: {#} and {#hash} are of rows that are loaded, not of those looked up`);
    }
  }
  if (readsUnsaid(rule, mapping)) {
    problems.push(
      `${pointer}.file: several rules of files read ${rule.file} differently: say format, columns and empty here`,
    );
  }
  for (const [name, value] of Object.entries(rule.values)) {
    if (!isTaken(value)) continue;
    const at = `${pointer}.values.${name}`;
    if (rule.asOf !== undefined) problems.push(`${at}.take does not go with asOf`);
    if (value.of === undefined && value.take !== 'count') problems.push(`${at} needs "of": what is taken of a row`);
    if ((value.take === 'nth') !== (value.n !== undefined))
      problems.push(`${at}: "n" goes with take "nth", and that with it`);
    if (value.by !== undefined && !['first', 'last', 'nth'].includes(value.take)) {
      problems.push(`${at}.by goes with take first, last and nth`);
    }
  }
  return problems;
}

/** Whether it is left open which of several rules says how the file of a look-up is read. */
function readsUnsaid({ file, ...own }: LookupRule, { files }: Mapping): boolean {
  const ways = new Set(
    files
      .filter((rule) => rule.file === file)
      .map(({ format, columns, empty }) =>
        JSON.stringify([own.format ?? format, own.columns ?? columns, own.empty ?? empty]),
      ),
  );
  return ways.size > 1;
}

/** What is wrong with how a value asks a look-up. */
function askingProblems(value: ValueObject, pointer: string, { lookups = {} }: Mapping): string[] {
  const { lookup, give, at, key = null } = value;
  if (lookup === undefined) return [];
  if (!Object.hasOwn(lookups, lookup))
    return [`${pointer}.lookup: ${unknown('look-up', lookup, Object.keys(lookups))}`];
  const rule = lookups[lookup]!;
  const problems: string[] = [];
  if (give !== undefined && !Object.hasOwn(rule.values, give)) {
    problems.push(`${pointer}.give: ${unknown(`value of the look-up ${lookup}`, give, Object.keys(rule.values))}`);
  }
  const [asked, has] = [listOf<Value>(key).length, listOf<Value>(rule.key).length];
  if (asked !== has)
    problems.push(`${pointer}.key has ${asked} of the ${has} values that the look-up ${lookup} has for a key`);
  if ((at === undefined) !== (rule.asOf === undefined)) {
    problems.push(
      at === undefined
        ? `${pointer} needs "at": the rows of the look-up ${lookup} hold from asOf on`
        : `${pointer}.at goes with look-ups that have asOf, which ${lookup} has not`,
    );
  }
  return problems;
}

function unknown(what: string, given: string, known: readonly string[]): string {
  const nearest = didYouMean(given, known);
  const hint =
    nearest === undefined
      ? known.length === 0
        ? 'there is none'
        : `there is ${known.join(', ')}`
      : `did you mean "${nearest}"?`;
  return `there is no ${what} "${given}" (${hint})`;
}

/** Look-ups that ask each other in a circle. */
function circleProblems(mapping: Mapping): string[] {
  const lookups = Object.entries(mapping.lookups ?? {});
  const asks = new Map(
    lookups.map(([name, rule]) => [name, lookupsAsked(wholeLookupParts(asLookupReads(rule, mapping), ''))]),
  );
  return circles(asks).map((circle) => `lookups.${circle[0]} asks itself: ${circle.join(' -> ')}`);
}

/** Paths that come back to where they began, each once; `leads`: where each name leads. */
function circles(leads: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const done = new Set<string>();
  const found: (readonly string[])[] = [];
  const follow = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) found.push([...path.slice(path.indexOf(name)), name]);
    else if (!done.has(name)) {
      for (const next of leads.get(name) ?? []) follow(next, [...path, name]);
      done.add(name);
    }
  };
  for (const name of leads.keys()) follow(name, []);
  return found;
}

function stepsProblems(value: ValueObject, pointer: string, context: StepContext): string[] {
  const beside = stepNamesIn(value);
  if (beside.length > 1 || (beside.length === 1 && value.steps !== undefined)) {
    const found = value.steps === undefined ? beside : [...beside, 'steps'];
    return [`${pointer} has ${found.join(' and ')}: put several steps into "steps", in their order`];
  }
  return stepsOf(value).flatMap(({ step, pointer: inValue }) =>
    stepProblems(step, context).map((each) => `${pointer}${inValue}${each.pointer}: ${each.problem}`),
  );
}

function constantProblem(text: string | null, column: LoadColumn, pointer: string): string[] {
  if (text === null || column.allowed === undefined || Object.hasOwn(column.allowed, text)) return [];
  return [`${pointer}: "${text}" is not one of ${Object.keys(column.allowed).join(', ')}`];
}

/** The texts that a value can be whatever the row holds. */
function constants(value: Value, context: StepContext): readonly (string | null)[] {
  if (value === null) return [];
  if (typeof value === 'string') {
    const template = parseTemplate(value);
    const text = typeof template === 'string' ? undefined : constantText(template);
    return text === undefined ? [] : [text];
  }
  const last = stepsOf(value).at(-1)?.step;
  if (last !== undefined) return stepConstants(last, context) ?? [];
  if (value.firstOf !== undefined) return value.firstOf.flatMap((each) => constants(each, context));
  if (typeof value.missing === 'string') return constants(value.missing, context);
  return value.if === undefined ? [] : [...constants(value.then!, context), ...constants(value.else!, context)];
}
