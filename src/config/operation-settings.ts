// What whoever operates the server is told.
import { join } from 'node:path';
import { oneOrZero, pathOrOff, wholeNumber } from './parsers';
import { setting, stated } from './setting';

export const operationSettings = {
  debug: setting({
    variable: 'ASTROLABE_DEBUG',
    fallback: false,
    parse: oneOrZero,
    means: "1 tells what usually nobody wants to know: every statement in the server's log, the details of a fault.",
  }),
  erasureJournal: setting<string | null>({
    variable: 'ERASURE_JOURNAL',
    fallback: (env) => join(stated(env, 'DATA_DIR') ?? '.data', 'erasures.ndjson'),
    parse: pathOrOff,
    means: 'The file that every erasure is written to, for restore to apply again; off keeps none.',
  }),
  quarantineRetentionDays: setting({
    variable: 'QUARANTINE_RETENTION_DAYS',
    fallback: 90,
    parse: wholeNumber(0, 36500),
    means: 'Days after which rows in quarantine lose their text; 0 keeps it.',
  }),
};
