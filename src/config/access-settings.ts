// Who may ask.
import { origins } from './parsers';
import { setting } from './setting';

export const accessSettings = {
  corsOrigins: setting<readonly string[]>({
    variable: 'CORS_ORIGINS',
    fallback: Object.freeze([]),
    parse: origins,
    means: 'Origins of web pages that may ask; none: only those this server serves itself.',
  }),
};
