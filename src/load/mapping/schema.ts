// What a mapping may say: its types, and the same as a JSON Schema (published as schema/load-mapping.schema.json), built
// from the load format so that tables, columns and required columns are always those of DATA.md.
import { loadFormat } from '../format/load-format';
import { type LoadTable, loadTables } from '../format/source-row';
import { type MappingStep, stepNames, stepNamesIn } from './steps/step';
import { stepDefinitions, stepProperties } from './steps/step-schema';

export type Mapping = { readonly description?: string; readonly files: readonly FileRule[] };

export type FileRule = {
  readonly file: string;
  readonly format?: FileFormat;
  readonly empty?: readonly string[];
  readonly tables: readonly TableRule[];
};

export type FileFormat = {
  readonly delimiter?: string;
  readonly quote?: string | null;
  readonly encoding?: string;
  readonly skipLines?: number;
  readonly names?: readonly string[];
  readonly sheet?: string | number;
  readonly mergedCells?: 'first' | 'fill';
  readonly records?: string;
};

export type TableRule = {
  readonly table: LoadTable;
  readonly where?: Condition;
  readonly keep?: 'all' | 'distinct' | 'first' | 'last';
  readonly columns: Readonly<Record<string, Value>>;
};

export type Value = string | null | ValueObject;
/** Exactly one form (value, add, ..., if). One step may stand beside `value`, or any number in `steps` beside any form. */
export type ValueObject = MappingStep & {
  readonly value?: string;
  readonly steps?: readonly MappingStep[];
  readonly add?: readonly Value[];
  readonly subtract?: readonly [Value, Value];
  readonly multiply?: readonly Value[];
  readonly secondsBetween?: readonly [Value, Value];
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

export type Condition = {
  readonly column?: string;
  readonly equals?: string;
  readonly notEquals?: string;
  readonly in?: readonly string[];
  readonly notIn?: readonly string[];
  readonly startsWith?: string;
  readonly isEmpty?: boolean;
  readonly greaterThan?: number;
  readonly atLeast?: number;
  readonly lessThan?: number;
  readonly atMost?: number;
  readonly all?: readonly Condition[];
  readonly any?: readonly Condition[];
  readonly not?: Condition;
};

export const valueForms = ['value', 'add', 'subtract', 'multiply', 'secondsBetween', 'if'] as const;
export const conditionForms = ['column', 'all', 'any', 'not'] as const;
export const columnTests = [
  'equals',
  'notEquals',
  'in',
  'notIn',
  'startsWith',
  'isEmpty',
  'greaterThan',
  'atLeast',
  'lessThan',
  'atMost',
] as const;

const text = { type: 'string' };
const texts = { type: 'array', items: text, minItems: 1 };
const number = { type: 'number' };
const value = { $ref: '#/$defs/value' };
const condition = { $ref: '#/$defs/condition' };
const pair = { type: 'array', items: value, minItems: 2, maxItems: 2 };
const several = { type: 'array', items: value, minItems: 2 };
const conditions = { type: 'array', items: condition, minItems: 1 };
const exactlyOne = (names: readonly string[]) => ({ oneOf: names.map((name) => ({ required: [name] })) });
const described = <Shape extends object>(description: string, shape: Shape) => ({ description, ...shape });

const columnsOf = (table: LoadTable) => ({
  if: { properties: { table: { const: table } }, required: ['table'] },
  // biome-ignore lint/suspicious/noThenProperty: JSON Schema reads if, then.
  then: {
    properties: {
      columns: {
        type: 'object',
        additionalProperties: false,
        required: loadFormat[table].columns.filter((column) => column.required).map((column) => column.name),
        properties: Object.fromEntries(loadFormat[table].columns.map((column) => [column.name, value])),
      },
    },
  },
});

export const mappingSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Load mapping',
  description: 'Adapts foreign files to the load format: which file feeds which tables, and how its columns are read.',
  type: 'object',
  additionalProperties: false,
  required: ['files'],
  properties: {
    $schema: text,
    description: text,
    files: described('Only the files named here are read.', {
      type: 'array',
      minItems: 1,
      items: { $ref: '#/$defs/file' },
    }),
  },
  $defs: {
    file: {
      type: 'object',
      additionalProperties: false,
      required: ['file', 'tables'],
      properties: {
        file: described(
          'The name of the file, or a pattern with * and ?. An added .gz is matched too; files in a ZIP archive go by their own names.',
          {
            type: 'string',
            pattern: '^[^/\\\\]+$',
          },
        ),
        format: { $ref: '#/$defs/format' },
        empty: described('Texts that stand for an empty cell, such as "?".', texts),
        tables: { type: 'array', minItems: 1, items: { $ref: '#/$defs/table' } },
      },
    },
    format: {
      description:
        'How the file is written. Files of JSON know only `encoding` and `records`; workbooks `sheet`, `mergedCells`, `skipLines` and `names`; Parquet none.',
      type: 'object',
      additionalProperties: false,
      properties: {
        delimiter: described('The text between cells (default ","), or "whitespace" for any run of blanks.', {
          type: 'string',
          minLength: 1,
        }),
        quote: described('The character around cells (default \\"), or null for none.', {
          type: ['string', 'null'],
          minLength: 1,
          maxLength: 1,
        }),
        encoding: described(
          'The character encoding (default "utf8"), such as "windows-1252", "gb18030" or "utf-16le".',
          text,
        ),
        skipLines: described('How many lines at the top are no data.', { type: 'integer', minimum: 0 }),
        names: described(
          'The columns by position, for a file without header row (or one that skipLines passes over).',
          {
            ...texts,
            uniqueItems: true,
          },
        ),
        sheet: described('The sheet of a workbook, by name or number from 1 (default: the first that is not hidden).', {
          type: ['string', 'integer'],
          minLength: 1,
          minimum: 1,
        }),
        mergedCells: described(
          'first (default): of merged cells the first has the value, the others are empty; fill: all have it.',
          { enum: ['first', 'fill'] },
        ),
        records: described(
          'Where the records of a JSON document stand: "results", "data.items"; "" (default) is the document itself, an array or one object. "data[].lines[]" gives a row for each line of each record, whose columns reach the record around with ^. (^.id).',
          { type: 'string', pattern: '^(\\[\\]|[^.[\\]]+(\\[\\])?)?(\\.[^.[\\]]+(\\[\\])?)*$' },
        ),
      },
    },
    table: {
      type: 'object',
      additionalProperties: false,
      required: ['table', 'columns'],
      properties: {
        table: { enum: [...loadTables] },
        where: described('Rows that do not meet it are counted as filtered.', condition),
        keep: described(
          'all (default); distinct: rows with the same content once; first, last: one row for each key. The rows left out are counted as filtered.',
          { enum: ['all', 'distinct', 'first', 'last'] },
        ),
        columns: described('What each column of the load format is made of.', { type: 'object' }),
      },
      allOf: loadTables.map(columnsOf),
    },
    value: {
      description:
        'A text with {Column} in it; {{ and }} are braces. {#} numbers the rows of one load that are identical in all columns, from 1; {#hash} is a short fingerprint of all columns. If a named column is empty, so is the whole. null: always empty.',
      type: ['string', 'null', 'object'],
      additionalProperties: false,
      properties: {
        value: described('A text as above. One step may stand beside it; several stand in `steps`.', text),
        ...stepProperties,
        steps: described('What is done to the value, one step after the other. What is empty stays empty.', {
          type: 'array',
          minItems: 1,
          items: { $ref: '#/$defs/step' },
        }),
        add: described('Exact sum.', several),
        subtract: described('Exact difference.', pair),
        multiply: described('Exact product.', several),
        secondsBetween: described('Seconds from the first time to the second, as both are written.', pair),
        if: condition,
        // biome-ignore lint/suspicious/noThenProperty: the mapping format reads if, then, else.
        then: value,
        else: value,
      },
      dependentRequired: {
        ...Object.fromEntries(stepNames.map((name) => [name, ['value']])),
        default: ['map'],
        if: ['then', 'else'],
        // biome-ignore lint/suspicious/noThenProperty: the mapping format reads if, then, else.
        then: ['if'],
        else: ['if'],
      },
      if: { type: 'object' },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema reads if, then.
      then: exactlyOne(valueForms),
    },
    ...stepDefinitions,
    condition: {
      description: 'A test of one column, or several tests. An empty cell equals nothing and compares with nothing.',
      type: 'object',
      additionalProperties: false,
      properties: {
        column: described('A column of the file.', text),
        equals: text,
        notEquals: text,
        in: texts,
        notIn: texts,
        startsWith: text,
        isEmpty: { type: 'boolean' },
        greaterThan: number,
        atLeast: number,
        lessThan: number,
        atMost: number,
        all: conditions,
        any: conditions,
        not: condition,
      },
      dependentRequired: Object.fromEntries(columnTests.map((test) => [test, ['column']])),
      ...exactlyOne(conditionForms),
      if: { required: ['column'] },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema reads if, then.
      then: exactlyOne(columnTests),
    },
  },
};

/** The text of schema/load-mapping.schema.json. */
export function renderMappingSchema(): string {
  return `${JSON.stringify(mappingSchema, null, 2)}\n`;
}
