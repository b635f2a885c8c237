// What a mapping may say, as types. json-schema.ts says the same as the JSON Schema that is published, and what each word means.
import type { LoadTable } from '../format/source-row';
import { type MappingStep, stepNamesIn } from './steps/step';
import type { StepContext } from './steps/step-maker';

/** What people should know of a part of a mapping; loading takes no notice of it. */
export type Noted = { readonly notes?: readonly string[] };

export type Mapping = Noted & {
  readonly description?: string;
  /** The name of the full export that the files are. */
  readonly replaces?: string;
  /** Named maps, for the step `map` of several values. */
  readonly maps?: StepContext['maps'];
  readonly lookups?: Readonly<Record<string, LookupRule>>;
  readonly files: readonly FileRule[];
};

/** What the steps of a mapping share. */
export const stepContextOf = ({ maps = {} }: Mapping): StepContext => ({ maps });

/** How foreign files are read, whatever is made of their rows. */
export type ReadingRule = Noted & {
  /** A name, or a pattern with *, ? and {one,other}. */
  readonly file: string;
  /** No such file is no fault. */
  readonly optional?: boolean;
  readonly format?: FileFormat;
  /** Columns of several headers, or that a file may lack. */
  readonly columns?: Readonly<Record<string, ColumnRule>>;
  readonly empty?: readonly string[];
};

/** The headers a column may have; or these and whether a file may have none of them; or of what of the row it is made. */
export type ColumnRule = readonly string[] | NamedColumn | MadeColumn;
export type NamedColumn = { readonly headers?: readonly string[]; readonly optional?: boolean };
export type MadeColumn = { readonly value: Value };

/** The value that a column is made of; undefined for one of the file. */
export function madeValue({ columns }: Pick<ReadingRule, 'columns'>, column: string): Value | undefined {
  const rule = columns !== undefined && Object.hasOwn(columns, column) ? columns[column]! : null;
  return rule !== null && 'value' in rule ? rule.value : undefined;
}

export type FileRule = ReadingRule & { readonly tables: readonly TableRule[] };

export type FileFormat = {
  readonly delimiter?: string;
  readonly quote?: string | null;
  readonly encoding?: string;
  readonly skipLines?: number;
  readonly skipLastRows?: number;
  /** Rows at the end with fewer cells than there are columns are no data. */
  readonly skipLastShortRows?: boolean;
  /** The first cell of the first row that is no data any more begins so. */
  readonly endsBefore?: string;
  readonly names?: readonly string[];
  /** The zone of times without an offset. */
  readonly timeZone?: string;
  /** Of a workbook: the name of a sheet, or its number from 1. */
  readonly sheet?: string | number;
  readonly mergedCells?: 'first' | 'fill';
  /** Where the records of a JSON document stand. */
  readonly records?: string;
};

export type TableRule = Noted & {
  readonly table: LoadTable;
  /** A header with one *: the rule holds once for each column whose header is so. */
  readonly forEachColumn?: string;
  readonly where?: Condition;
  /** Rows that meet it delete the fact of their key. */
  readonly deleted?: Condition;
  readonly keep?: 'all' | 'distinct' | 'first' | 'last';
  /** By which rows are first and last; without it by their place. */
  readonly by?: Value;
  readonly columns: Readonly<Record<string, Value>>;
};

/** Rows of another file found by a key. What it does not say of its file is as the rule of the same `file` says. */
export type LookupRule = ReadingRule & {
  readonly where?: Condition;
  readonly key: Value | readonly Value[];
  /** From when on a row holds: then `at` chooses among the rows of a key. */
  readonly asOf?: Value;
  readonly values: Readonly<Record<string, LookupValue>>;
};

export const takes = ['first', 'last', 'nth', 'count', 'sum', 'minimum', 'maximum'] as const;
export type Take = (typeof takes)[number];

/** What the rows of a key say: a value in which they agree, or what is taken of them. */
export type LookupValue = Value | TakenValue;
export type TakenValue = { readonly take: Take; readonly of?: Value; readonly by?: Value; readonly n?: number };

export const isTaken = (value: LookupValue): value is TakenValue =>
  typeof value === 'object' && value !== null && 'take' in value;

export type Value = string | null | ValueObject;
/** Exactly one form (value, add, ..., header, lookup, if). One step may stand beside `value`, or any number in `steps` beside any form. */
export type ValueObject = MappingStep & {
  readonly value?: string;
  readonly steps?: readonly MappingStep[];
  readonly add?: readonly Value[];
  readonly subtract?: readonly [Value, Value];
  readonly multiply?: readonly Value[];
  readonly divide?: readonly [Value, Value];
  readonly secondsBetween?: readonly [Value, Value];
  readonly firstOf?: readonly Value[];
  /** A text that names a column of the file. */
  readonly header?: string;
  /** The name of a look-up. */
  readonly lookup?: string;
  readonly key?: Value | readonly Value[];
  readonly at?: Value;
  readonly give?: string;
  readonly missing?: string | null;
  readonly if?: Condition;
  readonly then?: Value;
  readonly else?: Value;
};

/** The steps of a value in their order, each with where in the value it stands. */
export function stepsOf(value: ValueObject): readonly { readonly step: MappingStep; readonly pointer: string }[] {
  const { steps = [] } = value;
  const beside = stepNamesIn(value).length > 0 ? [{ step: value, pointer: '' }] : [];
  return [...beside, ...steps.map((step, index) => ({ step, pointer: `.steps[${index}]` }))];
}

/** A test of a column or of a value, or several tests. */
export type Condition = {
  readonly column?: string;
  readonly value?: Value;
  readonly equals?: string;
  readonly notEquals?: string;
  readonly in?: readonly string[];
  readonly notIn?: readonly string[];
  readonly startsWith?: string;
  readonly endsWith?: string;
  readonly contains?: string;
  readonly isEmpty?: boolean;
  readonly equalsColumn?: string;
  readonly greaterThan?: number;
  readonly atLeast?: number;
  readonly lessThan?: number;
  readonly atMost?: number;
  /** A time, or "now". */
  readonly before?: Value;
  readonly after?: Value;
  readonly all?: readonly Condition[];
  readonly any?: readonly Condition[];
  readonly not?: Condition;
};

export const valueForms = [
  'value',
  'add',
  'subtract',
  'multiply',
  'divide',
  'secondsBetween',
  'firstOf',
  'header',
  'lookup',
  'if',
] as const;
export const conditionForms = ['column', 'value', 'all', 'any', 'not'] as const;
export const cellTests = [
  'equals',
  'notEquals',
  'in',
  'notIn',
  'startsWith',
  'endsWith',
  'contains',
  'isEmpty',
  'equalsColumn',
  'greaterThan',
  'atLeast',
  'lessThan',
  'atMost',
  'before',
  'after',
] as const;

/** A list of one where it is not a list. */
export const listOf = <Each>(value: Each | readonly Each[]): readonly Each[] =>
  Array.isArray(value) ? value : [value as Each];

/** The look-up with what it does not say of its file as the rule for the same file says it. */
export function asLookupReads(rule: LookupRule, { files }: Pick<Mapping, 'files'>): LookupRule {
  const same = files.find(({ file }) => file === rule.file);
  if (same === undefined) return rule;
  const { format = same.format, columns = same.columns, empty = same.empty, optional = same.optional } = rule;
  return { ...rule, format, columns, empty, optional };
}
