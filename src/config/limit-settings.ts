// How much one may ask for.
import { wholeNumber } from './parsers';
import { setting } from './setting';

export const limitSettings = {
  statementTimeoutSeconds: setting({
    variable: 'STATEMENT_TIMEOUT_SECONDS',
    fallback: 60,
    parse: wholeNumber(1, 86_400),
    means: 'How long one statement of a question may run.',
  }),
};
