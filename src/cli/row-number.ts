// A whole number among the words of a command.
import { UserError } from '../errors';

export function rowNumber(argument: string, text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new UserError('INVALID_ARGUMENT', {
    argument,
    problem: `${text} is not a whole number`,
    hint: 'Write digits only.',
  });
}
