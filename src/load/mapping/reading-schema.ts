// The part of the JSON Schema of mappings that says how foreign files are read.
const text = { type: 'string' };
const texts = { type: 'array', items: text, minItems: 1 };
const described = <Shape extends object>(description: string, shape: Shape) => ({ description, ...shape });

export const notes = described('Sentences for people who read the mapping; loading takes no notice of them.', texts);

/** What rules of files and look-ups say of the file. */
export const readingProperties = {
  notes,
  file: described(
    'The name of the file, or a pattern with *, ? and {one,other}. An added .gz is matched too; files in a ZIP archive go by their own names.',
    {
      type: 'string',
      pattern: '^[^/\\\\]+$',
    },
  ),
  optional: described('Whether there may be no such file (default false: it is missed).', { type: 'boolean' }),
  format: { $ref: '#/$defs/format' },
  columns: described(
    'Columns that files have under several headers, or may lack: the name used in this mapping, and the headers it may have.',
    { type: 'object', additionalProperties: { $ref: '#/$defs/column' } },
  ),
  empty: described('Texts that stand for an empty cell, such as "?".', texts),
};

/** What these refer to. */
export const readingDefinitions = {
  format: {
    description:
      'How the file is written. Files of JSON know only `encoding` and `records`; workbooks `sheet`, `mergedCells`, `skipLines` and `names`; Parquet none. `skipLastRows`, `skipLastShortRows`, `endsBefore` and `timeZone` go with every file.',
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
      skipLastRows: described('How many rows at the end are no data.', { type: 'integer', minimum: 0 }),
      skipLastShortRows: described(
        'Whether rows at the end with fewer cells than there are columns are no data, as the footers of reports.',
        { type: 'boolean' },
      ),
      endsBefore: described('The data end before the first row whose first cell begins so, such as "Grand Total".', {
        type: 'string',
        minLength: 1,
      }),
      timeZone: described(
        'The zone of times without an offset, such as "Asia/Shanghai" (default: the business time zone). A date of a time with an offset is its day there.',
        text,
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
      names: described('The columns by position, for a file without header row (or one that skipLines passes over).', {
        ...texts,
        uniqueItems: true,
      }),
    },
  },
  column: {
    description:
      'The headers a column may have (default its own name), or these and whether a file may lack it; or the value it is made of, for a column that several rules need.',
    type: ['array', 'object'],
    items: text,
    minItems: 1,
    additionalProperties: false,
    properties: {
      headers: texts,
      optional: described('Whether a file may lack it: its cells are empty then.', { type: 'boolean' }),
      value: described('What of the row it is made of.', { $ref: '#/$defs/value' }),
    },
  },
};
