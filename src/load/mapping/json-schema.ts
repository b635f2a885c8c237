// The JSON Schema of mappings, published as schema/load-mapping.schema.json: built from the load format, so that tables, columns
// and required columns are always those of docs/load-format.md.
import { loadFormat } from '../format/load-format';
import { type LoadTable, loadTables } from '../format/source-row';
import { notes, readingDefinitions, readingProperties } from './reading-schema';
import { cellTests, conditionForms, takes, valueForms } from './schema';
import { stepNames } from './steps/step';
import { besideMap, listedTexts, stepDefinitions, stepProperties } from './steps/step-schema';

const text = { type: 'string' };
const texts = { type: 'array', items: text, minItems: 1 };
const number = { type: 'number' };
const value = { $ref: '#/$defs/value' };
const condition = { $ref: '#/$defs/condition' };
const valueOrValues = {
  type: ['string', 'null', 'object', 'array'],
  if: { type: 'array' },
  // biome-ignore lint/suspicious/noThenProperty: JSON Schema reads if, then.
  then: { items: value, minItems: 1 },
  else: value,
};
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
    notes,
    replaces: described(
      'The name of the full export that the files are: facts that earlier loads of it alone gave and that it does not have any more are deleted, and come back with unload.',
      { type: 'string', minLength: 1, maxLength: 200, pattern: '^\\S(.*\\S)?$' },
    ),
    maps: described('Maps that the steps `map` of several values can name: texts and what each stands for.', {
      type: 'object',
      additionalProperties: listedTexts,
    }),
    lookups: described('Other files of the load, to look values up in by a key; each with a name.', {
      type: 'object',
      additionalProperties: { $ref: '#/$defs/lookup' },
    }),
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
        ...readingProperties,
        tables: { type: 'array', minItems: 1, items: { $ref: '#/$defs/table' } },
      },
    },
    ...readingDefinitions,
    lookup: {
      description:
        'Rows of a file of the load that values find by a key. What it does not say of the file is as the rule of `files` with the same `file` says.',
      type: 'object',
      additionalProperties: false,
      required: ['file', 'key', 'values'],
      properties: {
        ...readingProperties,
        where: described('Rows that do not meet it are not there.', condition),
        key: described('What a row is found by: one value, or several.', valueOrValues),
        asOf: described('From when on a row holds, such as the day of a rate: a value then says `at`.', value),
        values: described('What is found, each with its name.', {
          type: 'object',
          minProperties: 1,
          additionalProperties: { $ref: '#/$defs/lookupValue' },
        }),
      },
    },
    lookupValue: {
      description:
        'A value in which all rows of a key agree, or what is taken of them: the first, last or nth row `by` a number or time (without it by their place), how many there are, the sum, the least or the greatest.',
      type: ['string', 'null', 'object'],
      if: { type: 'object', required: ['take'] },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema reads if, then.
      then: {
        additionalProperties: false,
        properties: {
          take: { enum: [...takes] },
          of: described('What is taken of a row (not for count).', value),
          by: described('The number or time that orders the rows.', value),
          n: described('For nth: which row, from 1.', { type: 'integer', minimum: 1 }),
        },
      },
      else: value,
    },
    table: {
      type: 'object',
      additionalProperties: false,
      required: ['table', 'columns'],
      properties: {
        notes,
        table: { enum: [...loadTables] },
        forEachColumn: described(
          'A header with one *, such as "Date entered \\"*\\"": the rule holds once for each column whose header is so. In it {#cell} is the cell of the column, {#match} what stands for the *.',
          text,
        ),
        where: described('Rows that do not meet it are counted as filtered.', condition),
        deleted: described(
          'Rows that meet it, and `where`, delete the fact of their key and give no row: of interactions, transactions or spend.',
          condition,
        ),
        keep: described(
          'all (default); distinct: rows with the same content once; first, last: one row for each key. The rows left out are counted as filtered.',
          { enum: ['all', 'distinct', 'first', 'last'] },
        ),
        by: described(
          'The number or time by which a row is the first or the last of its key (default: its place).',
          value,
        ),
        columns: described('What each column of the load format is made of.', { type: 'object' }),
      },
      dependentRequired: { by: ['keep'] },
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
        divide: described('The first by the second, to 20 decimals (a step `round` says how many stay).', pair),
        secondsBetween: described(
          'Seconds from the first time to the second; those without an offset are on the clock of the zone of the file.',
          pair,
        ),
        firstOf: described('The first of these values that is not empty.', several),
        header: described(
          'The cell of the column that has this header, a text as above; nothing where the file has no such column.',
          text,
        ),
        lookup: described(
          'The name of a look-up, whose `give` is wanted for `key`. Without a key there is nothing.',
          text,
        ),
        key: described('What the row is found by, as the look-up has its key.', valueOrValues),
        at: described(
          'The time for which the row is wanted, in look-ups with `asOf`: the last that began by then.',
          value,
        ),
        give: described('The name of one of the values of the look-up.', text),
        missing: described('What stands where the key is not found; without it such a row is refused.', {
          type: ['string', 'null'],
        }),
        if: condition,
        // biome-ignore lint/suspicious/noThenProperty: the mapping format reads if, then, else.
        then: value,
        else: value,
      },
      dependentRequired: {
        ...Object.fromEntries(stepNames.map((name) => [name, ['value']])),
        ...besideMap,
        lookup: ['key', 'give'],
        key: ['lookup'],
        at: ['lookup'],
        give: ['lookup'],
        missing: ['lookup'],
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
      description:
        'A test of one column or of one value, or several tests. An empty cell equals nothing and compares with nothing.',
      type: 'object',
      additionalProperties: false,
      properties: {
        column: described('A column of the file.', text),
        value: described('A value made of the row.', value),
        equals: text,
        notEquals: text,
        in: texts,
        notIn: texts,
        startsWith: text,
        endsWith: text,
        contains: text,
        equalsColumn: described('A column whose cell is the same.', text),
        isEmpty: { type: 'boolean' },
        greaterThan: number,
        atLeast: number,
        lessThan: number,
        atMost: number,
        before: described('A time in ISO 8601 made of the row, or "now".', value),
        after: described('A time in ISO 8601 made of the row, or "now".', value),
        all: conditions,
        any: conditions,
        not: condition,
      },
      ...exactlyOne(conditionForms),
      if: { anyOf: [{ required: ['column'] }, { required: ['value'] }] },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema reads if, then.
      then: exactlyOne(cellTests),
    },
  },
};

/** The text of schema/load-mapping.schema.json. */
export function renderMappingSchema(): string {
  return `${JSON.stringify(mappingSchema, null, 2)}\n`;
}
