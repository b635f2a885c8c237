// Checks what a schema cannot say about a mapping: texts, date patterns, encodings, values outside the load format. And
// tells which columns of its file a rule reads.
import { encodingExists } from 'iconv-lite';
import { type LoadColumn, loadFormat } from '../format/load-format';
import { deletedProblems, replacesProblems } from './deletion-problems';
import {
  type Condition,
  type FileRule,
  type Mapping,
  stepsOf,
  type TableRule,
  type Value,
  type ValueObject,
} from './schema';
import { stepNamesIn, stepProblems } from './steps/step';
import { constantText, parseTemplate, type Template } from './template';

type Part =
  | { readonly kind: 'text'; readonly pointer: string; readonly text: string }
  | { readonly kind: 'test'; readonly pointer: string; readonly column: string }
  | { readonly kind: 'worked'; readonly pointer: string; readonly value: ValueObject };

/** What is wrong with a mapping that meets the schema. */
export function meaningProblems(mapping: Mapping): readonly string[] {
  const ofFiles = mapping.files.flatMap((file, index) => [
    ...formatProblems(file, `files[${index}].format`),
    ...file.tables.flatMap((table, number) => tableProblems(table, `files[${index}].tables[${number}]`)),
  ]);
  return [...replacesProblems(mapping), ...ofFiles];
}

/** The columns of its file that a rule reads, each with the pointer to where it stands in the mapping. */
export function columnsRead(rule: FileRule, pointer: string): readonly { column: string; pointer: string }[] {
  const parts = rule.tables.flatMap((table, index) => tableParts(table, `${pointer}.tables[${index}]`));
  return parts.flatMap((part) => {
    if (part.kind === 'test') return [{ column: part.column, pointer: part.pointer }];
    if (part.kind === 'worked') return [];
    const template = parseTemplate(part.text) as Template;
    return template.flatMap((piece) =>
      piece.kind === 'column' ? [{ column: piece.column, pointer: part.pointer }] : [],
    );
  });
}

/** Whether a rule numbers rows or takes their fingerprint. */
export function readsWholeRow(rule: FileRule): boolean {
  return rule.tables.some((table) => tableParts(table, '').some((part) => part.kind === 'text' && isOfRow(part.text)));
}

function isOfRow(text: string): boolean {
  const template = parseTemplate(text);
  return typeof template !== 'string' && template.some((part) => part.kind === 'repetition' || part.kind === 'hash');
}

function formatProblems({ format }: FileRule, pointer: string): string[] {
  if (format === undefined) return [];
  const problems: string[] = [];
  if (format.encoding !== undefined && !encodingExists(format.encoding)) {
    problems.push(`${pointer}.encoding "${format.encoding}" is not known`);
  }
  if (format.delimiter === 'whitespace' && typeof format.quote === 'string') {
    problems.push(`${pointer}.quote does not go with the delimiter "whitespace"`);
  }
  if (/[\r\n]/.test(`${format.delimiter}${format.quote}`)) problems.push(`${pointer} has a line break as a character`);
  if (format.quote !== null && format.delimiter?.includes(format.quote ?? '"')) {
    problems.push(`${pointer}.delimiter holds the quote`);
  }
  return problems;
}

function tableProblems(rule: TableRule, pointer: string): string[] {
  const problems: string[] = [...deletedProblems(rule, pointer)];
  for (const part of tableParts(rule, pointer)) {
    if (part.kind === 'worked') problems.push(...stepsProblems(part.value, part.pointer));
    if (part.kind !== 'text') continue;
    const template = parseTemplate(part.text);
    if (typeof template === 'string') problems.push(`${part.pointer}: ${template}`);
  }
  for (const column of loadFormat[rule.table].columns) {
    const value = rule.columns[column.name];
    if (value === undefined) continue;
    const at = `${pointer}.columns.${column.name}`;
    problems.push(...constants(value).flatMap((text) => constantProblem(text, column, at)));
    if (!loadFormat[rule.table].key.includes(column.name)) continue;
    const whose = rule.keep === 'last' ? 'of which the last is kept' : rule.deleted && 'that may be deleted';
    if (whose === undefined) continue;
    if (valueParts(value, '').some((part) => part.kind === 'text' && isOfRow(part.text))) {
      problems.push(`${at}: the key of rows ${whose} cannot hold {#} or {#hash}`);
    }
  }
  return problems;
}

function stepsProblems(value: ValueObject, pointer: string): string[] {
  const beside = stepNamesIn(value);
  if (beside.length > 1 || (beside.length === 1 && value.steps !== undefined)) {
    const found = value.steps === undefined ? beside : [...beside, 'steps'];
    return [`${pointer} has ${found.join(' and ')}: put several steps into "steps", in their order`];
  }
  return stepsOf(value).flatMap(({ step, pointer: inValue }) =>
    stepProblems(step).map((each) => `${pointer}${inValue}${each.pointer}: ${each.problem}`),
  );
}

function constantProblem(text: string | null, column: LoadColumn, pointer: string): string[] {
  if (text === null || column.allowed === undefined || Object.hasOwn(column.allowed, text)) return [];
  return [`${pointer}: "${text}" is not one of ${Object.keys(column.allowed).join(', ')}`];
}

/** The texts that a value can be whatever the row holds. */
function constants(value: Value): (string | null)[] {
  if (value === null) return [];
  if (typeof value === 'string') {
    const template = parseTemplate(value);
    const text = typeof template === 'string' ? undefined : constantText(template);
    return text === undefined ? [] : [text];
  }
  const last = stepsOf(value).at(-1)?.step;
  if (last?.map !== undefined) return [...Object.values(last.map), last.default ?? null];
  return value.if === undefined || last !== undefined ? [] : [...constants(value.then!), ...constants(value.else!)];
}

function tableParts(rule: TableRule, pointer: string): Part[] {
  return [
    ...(rule.where === undefined ? [] : conditionParts(rule.where, `${pointer}.where`)),
    ...(rule.deleted === undefined ? [] : conditionParts(rule.deleted, `${pointer}.deleted`)),
    ...Object.entries(rule.columns).flatMap(([name, value]) => valueParts(value, `${pointer}.columns.${name}`)),
  ];
}

function valueParts(value: Value, pointer: string): Part[] {
  if (value === null) return [];
  if (typeof value === 'string') return [{ kind: 'text', pointer, text: value }];
  const parts: Part[] = [{ kind: 'worked', pointer, value }];
  if (value.value !== undefined) parts.push({ kind: 'text', pointer: `${pointer}.value`, text: value.value });
  for (const form of ['add', 'subtract', 'multiply', 'secondsBetween'] as const) {
    for (const [index, each] of (value[form] ?? []).entries())
      parts.push(...valueParts(each, `${pointer}.${form}[${index}]`));
  }
  if (value.if !== undefined) {
    parts.push(...conditionParts(value.if, `${pointer}.if`));
    parts.push(...valueParts(value.then!, `${pointer}.then`), ...valueParts(value.else!, `${pointer}.else`));
  }
  return parts;
}

function conditionParts(condition: Condition, pointer: string): Part[] {
  if (condition.column !== undefined) return [{ kind: 'test', pointer: `${pointer}.column`, column: condition.column }];
  if (condition.not !== undefined) return conditionParts(condition.not, `${pointer}.not`);
  const form = condition.all === undefined ? 'any' : 'all';
  return (condition[form] ?? []).flatMap((each, index) => conditionParts(each, `${pointer}.${form}[${index}]`));
}
