// What whoever operates the server is told.
import { oneOrZero } from './parsers';
import { setting } from './setting';

export const operationSettings = {
  debug: setting({
    variable: 'ASTROLABE_DEBUG',
    fallback: false,
    parse: oneOrZero,
    means: "1 tells what usually nobody wants to know: every statement in the server's log, the details of a fault.",
  }),
};
