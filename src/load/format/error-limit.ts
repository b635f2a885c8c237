// How many bad rows a load may have (--max-errors): so many, or such a part of the rows read.
import { UserError } from '../../errors';

export type ErrorLimit = { readonly kind: 'count' | 'percent'; readonly value: number };

export const limitText = ({ kind, value }: ErrorLimit): string => (kind === 'percent' ? `${value}%` : String(value));

/** The limit that `--max-errors 20` or `--max-errors 0.5%` states. */
export function parseErrorLimit(text: string): ErrorLimit {
  const match = /^(\d{1,15})$|^(\d{1,3}(?:\.\d+)?)%$/.exec(text.trim());
  const value = Number(match?.[1] ?? match?.[2]);
  if (match === null || (match[2] !== undefined && value > 100)) {
    throw new UserError('INVALID_ARGUMENT', {
      argument: '--max-errors',
      problem: `${text} is neither a number of rows nor a percentage`,
      hint: 'Write a whole number such as 20, or a percentage such as 0.5%.',
    });
  }
  return { kind: match[2] === undefined ? 'count' : 'percent', value };
}
