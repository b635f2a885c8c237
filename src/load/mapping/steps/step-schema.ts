// The JSON Schema of steps, one property for each name a step can have.
import { patternLetters } from './date-pattern';
import { excelSystems } from './excel-serial';
import { minusNotations } from './number-notation';
import { stepNames } from './step';

const separator = { type: 'string', minLength: 1, maxLength: 1 };

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
    drop: {
      description: 'Signs and words that may stand before or after the number, such as "EUR".',
      type: 'array',
      minItems: 1,
      items: { type: 'string', minLength: 1 },
    },
    minus: {
      description:
        'How a minus is written besides one before the number: brackets is (120.50), after is 120.50- (default neither).',
      enum: [...minusNotations],
    },
  },
};

const dateSchema = {
  description: `How a date is written, as a pattern such as "D/M/YYYY HH:mm"; it is given on in ISO 8601. Letters: ${patternLetters.join(' ')} (MMM: Jan, MMMM: January, h: hour of a half day, A: AM or PM); other letters stand in [brackets] for themselves.`,
  type: ['string', 'object'],
  additionalProperties: false,
  properties: {
    pattern: { description: 'A pattern as above.', type: 'string' },
    pivot: {
      description: 'The first of the hundred years that YY can mean: with 1970, 70 is 1970 and 69 is 2069.',
      type: 'integer',
      minimum: 1,
      maximum: 9900,
    },
    excel: {
      description: 'A number of days as workbooks store dates, counted from 1900, or from 1904 on old Macs.',
      enum: [...excelSystems],
    },
  },
  dependentRequired: { pivot: ['pattern'] },
  if: { type: 'object' },
  // biome-ignore lint/suspicious/noThenProperty: JSON Schema reads if, then.
  then: { oneOf: [{ required: ['pattern'] }, { required: ['excel'] }] },
};

/** What a step's name needs under it, and `default` beside `map`. */
export const stepProperties = {
  trim: { description: 'Blanks at both ends are taken off.', const: true },
  removeSuffix: { description: 'Taken off the end, where it stands there.', type: 'string', minLength: 1 },
  map: {
    description: 'Texts to replace as a whole; one that is not listed gives `default`, or is refused without it.',
    type: 'object',
    minProperties: 1,
    additionalProperties: { type: ['string', 'null'] },
  },
  default: { type: ['string', 'null'] },
  number: { $ref: '#/$defs/number' },
  date: { $ref: '#/$defs/date' },
};

export const stepDefinitions = {
  step: {
    description: 'One step: an object with one of these names.',
    type: 'object',
    additionalProperties: false,
    properties: stepProperties,
    dependentRequired: { default: ['map'] },
    oneOf: stepNames.map((name) => ({ required: [name] })),
  },
  number: numberSchema,
  date: dateSchema,
};
