// What every error says that a user can cause or mend: code, typed parameters, sentence and hint, by what it is about.
// schema/errors.md is generated from this table.
import { accessMessages } from './access-messages';
import { customerMessages } from './customer-messages';
import { loadingMessages } from './loading-messages';
import { questionMessages } from './question-messages';
import { warehouseMessages } from './warehouse-messages';

export const messages = {
  ...warehouseMessages,
  ...accessMessages,
  ...questionMessages,
  ...loadingMessages,
  ...customerMessages,
} as const;
