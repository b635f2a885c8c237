// Checks that arguments share: a name out of a list, a number within bounds, or INVALID_ARGUMENT saying what is allowed.
import { didYouMean } from '../did-you-mean';
import { UserError } from '../errors';

export function refuseArgument(argument: string, problem: string, hint: string): never {
  throw new UserError('INVALID_ARGUMENT', { argument, problem, hint });
}

export function chooseName<Name extends string>(argument: string, given: string, allowed: readonly Name[]): Name {
  const found = allowed.find((name) => name === given);
  if (found !== undefined) return found;
  const nearest = didYouMean(given, allowed);
  const hint = `It is one of ${allowed.join(', ')}.`;
  return refuseArgument(
    argument,
    `there is no ${given}`,
    nearest === undefined ? hint : `Did you mean ${nearest}? ${hint}`,
  );
}

/** Bounds as numbers; at least one. */
export type Bounds = {
  readonly gte?: number;
  readonly gt?: number;
  readonly lte?: number;
  readonly lt?: number;
  readonly eq?: number;
};

/** Of rows; conditions on customers may ask for equality too. */
export const rowBounds = ['gte', 'gt', 'lte', 'lt'] as const;
export const customerBounds = [...rowBounds, 'eq'] as const;
const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;

export function parseBounds(
  argument: string,
  given: Readonly<Record<string, unknown>>,
  operators: readonly (keyof Bounds)[],
): Bounds {
  const bounds = operators.flatMap((operator) => {
    const value = given[operator];
    if (value === undefined || value === null) return [];
    const number = Number(value);
    if (!Number.isFinite(number) || (typeof value === 'string' && !decimal.test(value)))
      return refuseArgument(`${argument}.${operator}`, `"${value}" is not a number`, 'Give a decimal number.');
    return [[operator, number] as const];
  });
  if (bounds.length === 0) refuseArgument(argument, 'it has no bound', `Give one or more of ${operators.join(', ')}.`);
  return Object.fromEntries(bounds);
}

/** Nothing is within no bounds. */
export function isWithin(value: number | null, { gte, gt, lte, lt, eq }: Bounds): boolean {
  if (value === null) return false;
  return (
    (gte === undefined || value >= gte) &&
    (gt === undefined || value > gt) &&
    (lte === undefined || value <= lte) &&
    (lt === undefined || value < lt) &&
    (eq === undefined || value === eq)
  );
}
