// A row scope as it is written for a key or in a token: a filter on what customers are today, and on nothing else. Whatever is
// not understood is refused: a scope that was misread would show everything.
import Ajv2020 from 'ajv/dist/2020';
import { UserError } from '../errors';
import { dimensionOf } from '../model/dimensions';
import { asksForNothing, dimensionsOfFilter, type FilterArguments, parseFilter } from '../model/filters';
import type { Viewer } from '../model/viewer';

const texts = { type: 'array', items: { type: 'string' }, minItems: 1 };
const text = { type: 'string' };
const scopes = { type: 'array', items: { $ref: '#' }, minItems: 1 };

const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    all: scopes,
    any: scopes,
    not: { $ref: '#' },
    dimension: text,
    in: texts,
    notIn: texts,
    contains: text,
    gte: text,
    gt: text,
    lte: text,
    lt: text,
    isNull: { type: 'boolean' },
  },
};

const isShaped = new Ajv2020().compile<FilterArguments>(schema);

/** What a customer is, and not who: a scope names no person, who could be erased. */
const isAttribute = (id: string): boolean => {
  const { source } = dimensionOf(id);
  if (source.kind === 'customer') return source.column !== 'customer_id';
  return source.kind === 'acquisitionChannel' || source.kind === 'tag';
};

const deepest = 50;

/** Whoever has the scope sees these customers. Throws INVALID_FILTER, UNKNOWN_DIMENSION or UNKNOWN_MEMBER. */
export function parseRowScope(json: unknown): Viewer {
  const refuse = (problem: string): never => {
    throw new UserError('INVALID_FILTER', {
      path: 'scope',
      problem,
      hint: 'Write it as where of metrics, on attributes of customers alone, such as {"dimension": "REGION", "in": ["North"]}.',
    });
  };
  if (depthOf(json) > deepest) refuse('it is nested too deep');
  if (!isShaped(json)) return refuse('it is no filter on attributes of customers');
  const filter = parseFilter(json, new Map(), 'scope');
  if (asksForNothing(filter)) refuse('it is empty');
  const others = dimensionsOfFilter(filter).filter((id) => !isAttribute(id));
  if (others.length > 0) refuse(`${others.join(', ')} is no attribute that a customer has by itself`);
  return Object.freeze({ kind: 'customers', filter });
}

const depthOf = (value: unknown, depth = 0): number =>
  typeof value !== 'object' || value === null || depth > deepest
    ? depth
    : Math.max(depth, ...Object.values(value).map((each) => depthOf(each, depth + 1)));
