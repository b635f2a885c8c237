// The JSON Schema of steps, one property for each name a step can have.
import { patternLetters } from './date-letters';
import { dateForms } from './date-step';
import { durationLetters } from './duration-step';
import { epochUnits } from './epoch';
import { excelSystems } from './excel-serial';
import { groupings, minusNotations } from './number-notation';
import { stepNames } from './step';
import { letterCases, normalForms } from './text-steps';

const someText = { type: 'string', minLength: 1 };
const separator = { ...someText, maxLength: 1 };
const oneOrMore = { ...someText, type: ['string', 'array'], minItems: 1, items: someText };
const constant = { type: ['string', 'number'] };

export const listedTexts = {
  type: 'object',
  minProperties: 1,
  additionalProperties: { type: ['string', 'null'] },
};

const numberSchema = {
  description:
    'How a number is written, such as "1.234,56 EUR"; it is given on as 1234.56. A text that is not written so is refused.',
  type: 'object',
  additionalProperties: false,
  properties: {
    decimal: { description: 'What stands before the decimals (default ".").', ...separator },
    thousands: {
      description: 'What may stand between groups of three digits (default nothing). A blank is any blank.',
      ...separator,
    },
    grouping: {
      description: 'indian: the groups are of two digits, the last of three, as in 12,34,567 (default: all of three).',
      enum: [...groupings],
    },
    drop: {
      description: 'Signs and words that may stand before or after the number, such as "EUR".',
      type: 'array',
      minItems: 1,
      items: someText,
    },
    minus: {
      description:
        'How a minus is written besides one before the number: brackets is (120.50), after is 120.50- (default neither).',
      enum: [...minusNotations],
    },
    percent: {
      description: 'The number stands with a percent sign: 12.5 % is given on as 0.125. One without it is refused.',
      const: true,
    },
  },
  dependentRequired: { grouping: ['thousands'] },
};

const dateNotation = {
  type: ['string', 'object'],
  additionalProperties: false,
  properties: {
    pattern: { description: 'A pattern as above.', type: 'string' },
    pivot: {
      description:
        'The first year that YY can mean, such as 1970 for 1970 to 2069. Without it a pattern with YY is refused.',
      type: 'integer',
      minimum: 1,
      maximum: 9900,
    },
    excel: {
      description: 'Days as workbooks store them, since 1900 or (old Macs) 1904, with the time of day as a fraction.',
      enum: [...excelSystems],
    },
    epoch: {
      description: 'Seconds or milliseconds since 1970-01-01T00:00:00Z; they are given on with Z.',
      enum: [...epochUnits],
    },
    iso: { description: 'ISO 8601, given on as it stands: for lists.', const: true },
  },
  dependentRequired: { pivot: ['pattern'] },
  if: { type: 'object' },
  // biome-ignore lint/suspicious/noThenProperty: JSON Schema reads if, then.
  then: { oneOf: dateForms.map((form) => ({ required: [form] })) },
};

const dateSchema = {
  description: `How a date is written, as a pattern such as "D/M/YYYY HH:mm", or a list, of which the first that fits is taken; it is given on in ISO 8601. Letters: ${patternLetters.join(' ')} (MMM: Jan, MMMM: January, ddd: Mon, dddd: Monday, which must be the date's own; h: hour of a half day, A: AM or PM, 上午 or 下午; S: 1 to 9 digits of a second, SSS: three; Z: Z, +02:00, +0200 or +02, which is given on); other letters stand in [brackets] for themselves. A list is refused when one text is two dates in it, as 3/4/2026 is by D/M/YYYY and M/D/YYYY.`,
  ...dateNotation,
  type: ['string', 'object', 'array'],
  minItems: 1,
  items: { $ref: '#/$defs/dateNotation' },
};

/** What a step's name needs under it, and what stands beside `map`. */
export const stepProperties = {
  trim: { description: 'Blanks at both ends are taken off, whatever Unicode calls one.', const: true },
  collapseBlanks: { description: 'Each run of blanks and line breaks becomes one space.', const: true },
  removePrefix: {
    description: 'Taken off the start, where it stands there; of several the first that does.',
    ...oneOrMore,
  },
  removeSuffix: {
    description: 'Taken off the end, where it stands there; of several the first that does.',
    ...oneOrMore,
  },
  unquoteFormula: {
    description: 'What spreadsheets are given so that a text stays one, ="008", becomes 008; other texts stay.',
    const: true,
  },
  normalize: {
    description:
      'Unicode: NFC composes letters and accents; NFKC also writes full-width letters and digits as plain ones.',
    enum: [...normalForms],
  },
  case: { description: 'All letters become upper or lower case.', enum: [...letterCases] },
  replace: {
    description:
      'Texts to replace wherever they stand, literally, in one pass; of two that begin at one place the longer is taken.',
    type: 'object',
    minProperties: 1,
    propertyNames: { minLength: 1 },
    additionalProperties: { type: 'string' },
  },
  split: {
    description: 'One part of a text that is cut at every separator. A text without such a part gives nothing.',
    type: 'object',
    additionalProperties: false,
    required: ['separator', 'nth'],
    properties: {
      separator: someText,
      nth: { description: 'From 1; -1 is the last part.', type: 'integer' },
    },
  },
  substring: {
    description: 'The characters from one place on. A text that has none there gives nothing.',
    type: 'object',
    additionalProperties: false,
    required: ['from'],
    properties: {
      from: { description: 'The first character, from 1; -1 is the last one.', type: 'integer' },
      length: { description: 'How many characters (default all).', type: 'integer', minimum: 1 },
    },
  },
  map: {
    description:
      'Texts to replace as a whole, or the name of one of `maps`; a text that is not listed gives `default`, or is refused without it.',
    ...listedTexts,
    type: ['object', 'string'],
  },
  default: { description: 'What a text gives that the map does not list.', type: ['string', 'null'] },
  unlisted: { description: 'keep: a text that the map does not list stays as it is.', enum: ['keep'] },
  ignoreCase: { description: 'The map lists a text in upper and lower case.', const: true },
  number: { $ref: '#/$defs/number' },
  times: { description: 'The exact product with this number (a text where it has more than 15 digits).', ...constant },
  divideBy: {
    description:
      'The quotient by this number, which is not zero: exact where it ends within 20 digits, otherwise rounded to as many.',
    ...constant,
  },
  round: {
    description: 'The number with at most so many digits after the point; halves are rounded away from zero.',
    type: 'integer',
    minimum: 0,
    maximum: 20,
  },
  absolute: { description: 'The number without its minus.', const: true },
  date: { $ref: '#/$defs/date' },
  datePart: { description: 'The day of a date in ISO 8601, as it is written. Any other text is refused.', const: true },
  duration: {
    description: `How a duration is written, as a pattern such as "HH:mm:ss" or a list, of which the first that fits is taken; its seconds are given on. Letters: ${durationLetters.join(' ')}. The largest unit of a pattern has any number of digits; a text whose other units are too large (61 minutes) is refused.`,
    ...oneOrMore,
  },
};

/** What a map needs to stand beside. */
export const besideMap = { default: ['map'], unlisted: ['map'], ignoreCase: ['map'] };

export const stepDefinitions = {
  step: {
    description: 'One step: an object with one of these names.',
    type: 'object',
    additionalProperties: false,
    properties: stepProperties,
    dependentRequired: besideMap,
    oneOf: stepNames.map((name) => ({ required: [name] })),
  },
  number: numberSchema,
  date: dateSchema,
  dateNotation: { description: 'One notation of a list of dates.', ...dateNotation },
};
