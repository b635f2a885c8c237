// What a caller can mend, or wait out, of something thrown while a request was answered. A database that went away is neither
// the caller's mistake nor ours; where it is, is for whoever runs the server alone.
import { UserError, userErrorsOf } from '../../errors';
import { isDatabaseLost, wentAway } from '../../warehouse/database-problem';

const sendAgain =
  'Send the request again in a moment; rows with their idempotencyKey, under which nothing is stored twice.';

/** Whoever asks knows of no work before the request. */
const unavailable = (problem: string): UserError =>
  new UserError('DATABASE_UNAVAILABLE', {
    problem: problem === wentAway ? 'it does not answer' : problem,
    hint: sendAgain,
  });

/** None where it is a fault of ours. */
export function requestErrorsOf(thrown: unknown): readonly UserError[] {
  const users = userErrorsOf(thrown);
  if (users.length === 0 && isDatabaseLost(thrown)) return [unavailable(wentAway)];
  return users.map((user) => (isUnavailable(user) ? unavailable(user.parameters.problem) : user));
}

const isUnavailable = (user: UserError): user is UserError<'DATABASE_UNAVAILABLE'> =>
  user.code === 'DATABASE_UNAVAILABLE';

const usualWait = 5;

/** In how many seconds the same request may be answered; none: it will not be either. */
export function secondsToWait(thrown: unknown): number | undefined {
  for (const user of requestErrorsOf(thrown)) {
    if (user.code === 'BUSY') return (user as UserError<'BUSY'>).parameters.retryAfterSeconds;
    if (isUnavailable(user)) return usualWait;
  }
  return undefined;
}
