// A row scope as it comes with a key or a token: a filter in the form of saved segments, read strictly into a Viewer. It names
// what is stored of customers and nothing that is worked out, so that who is in it changes with a customer's row alone. What is
// not understood is refused: nothing of it is ever dropped, and an empty scope is none.
//
//   { "dimension": "REGION", "in": ["West"] }
import { UserError } from '../errors';
import type { DimensionDefinition } from '../model/dimension';
import { dimensions, findDimension } from '../model/dimensions';
import { asksForNothing, type FilterArguments, parseFilter } from '../model/filters';
import { isStorable } from '../model/storable-text';
import type { Viewer } from '../model/viewer';

/** What a customer is, and not who: the id of a person would outlive its erasure in the scope. */
const isStored = ({ source }: DimensionDefinition): boolean =>
  (source.kind === 'customer' && source.column !== 'customer_id') ||
  source.kind === 'acquisitionChannel' ||
  source.kind === 'tag';

/** The dimensions that a row scope may name. */
export const scopeDimensions: readonly string[] = dimensions.filter(isStored).map(({ id }) => id);

const mostParts = 200;
const mostMembers = 2_000;

/** `path`: where the scope stands, for what is said of it. Throws INVALID_FILTER or UNKNOWN_DIMENSION with the place of the fault. */
export function parseRowScope(given: unknown, path = 'scope'): Viewer {
  const filter = parseFilter(readPart(given, path, { parts: 0, members: 0 }), new Map(), path);
  if (asksForNothing(filter))
    return refuse(path, 'it asks for nothing', 'Leave the scope out where every customer may be seen.');
  return Object.freeze({ kind: 'customers', filter });
}

const refuse = (path: string, problem: string, hint: string): never => {
  throw new UserError('INVALID_FILTER', { path, problem, hint });
};

type Counted = { parts: number; members: number };

const texts = ['contains', 'gte', 'gt', 'lte', 'lt'] as const;
const lists = ['in', 'notIn'] as const;
const known: readonly string[] = ['all', 'any', 'not', 'dimension', 'isNull', ...lists, ...texts];

/** The part of a filter, each of its properties of the type it has to be. */
function readPart(given: unknown, path: string, counted: Counted): FilterArguments {
  counted.parts += 1;
  if (counted.parts > mostParts) refuse(path, `it has more than ${mostParts} parts`, 'Name many members with in.');
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return refuse(path, 'it is no object', `Write it as {"dimension": "REGION", "in": ["West"]}.`);
  const part: Record<string, unknown> = {};
  for (const [property, value] of Object.entries(given)) part[property] = readProperty(property, value, path, counted);
  return part;
}

function readProperty(property: string, value: unknown, path: string, counted: Counted): unknown {
  const place = `${path}.${property}`;
  const wrong = (expected: string): never =>
    refuse(path, `${property} is no ${expected}`, 'A row scope has the form of the where of a saved segment.');
  if (property === 'metric' || property === 'segment')
    return refuse(
      path,
      `it rests on a ${property}, which changes without the customer`,
      `Name what is stored of customers: ${scopeDimensions.join(', ')}.`,
    );
  if (!known.includes(property))
    return refuse(
      path,
      `there is no ${property.length > 60 ? `${property.slice(0, 60)}...` : property} in a filter`,
      `It may have ${known.join(', ')}.`,
    );
  if (property === 'all' || property === 'any')
    return Array.isArray(value)
      ? value.map((each, index) => readPart(each, `${place}[${index}]`, counted))
      : wrong('list of filters');
  if (property === 'not') return readPart(value, place, counted);
  if (property === 'isNull') return typeof value === 'boolean' ? value : wrong('true or false');
  if ((lists as readonly string[]).includes(property)) {
    if (!Array.isArray(value) || !value.every((each) => typeof each === 'string')) return wrong('list of texts');
    // Of no members one holds of nobody and the other of everybody: neither is meant.
    if (value.length === 0) refuse(path, `${property} lists no member`, 'Name the members.');
    for (const each of value) readText(each, path);
    counted.members += value.length;
    if (counted.members > mostMembers)
      refuse(path, `it lists more than ${mostMembers} members`, 'Give the customers a tag, and name that.');
    return value;
  }
  if (typeof value !== 'string') return wrong('text');
  readText(value, path);
  if (property === 'dimension') checkDimension(value, place);
  return value;
}

function readText(text: string, path: string): void {
  if (!isStorable(text))
    refuse(
      path,
      'a text in it holds a character that cannot be stored',
      'Leave out NUL and halves of surrogate pairs.',
    );
}

function checkDimension(id: string, place: string): void {
  const dimension = findDimension(id);
  if (dimension === undefined) throw new UserError('UNKNOWN_DIMENSION', { given: id, allowed: scopeDimensions }, place);
  if (!isStored(dimension))
    refuse(
      place,
      `${id} is no attribute of customers that is stored`,
      `A row scope goes by what customers are today: ${scopeDimensions.join(', ')}.`,
    );
}
