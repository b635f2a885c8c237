// What PostgreSQL can keep as text: any character but NUL and halves of surrogate pairs, which are no characters.
import { refuseArgument } from './choose-argument';

const unstorable = /[\0\p{Surrogate}]/u;

export const isStorable = (text: string): boolean => !unstorable.test(text);

/** Throws INVALID_ARGUMENT for a text that cannot be kept, and so names nothing. */
export function checkStorable(argument: string, text: string): void {
  if (!isStorable(text))
    refuseArgument(
      argument,
      'it holds a character that cannot be stored',
      'Leave out NUL and halves of surrogate pairs.',
    );
}
