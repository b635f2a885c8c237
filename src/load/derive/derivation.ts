// What every step of the derivation is given, and what the steps call the rows they read.
import { purchaseKinds } from '../../model/families';
import type { LoadSession } from '../session/session';

export type Derivation = {
  readonly session: LoadSession;
  /** The change id of the rows that are written. */
  readonly changeId: number;
  /** Whether every customer is touched: then nobody's rows have to be looked for. */
  readonly everyone: boolean;
};

/** SQL for FROM: the rows of a table that belong to touched customers, under a name. */
export const ofTouched = ({ everyone }: Pick<Derivation, 'everyone'>, table: string, name: string): string =>
  everyone
    ? `(SELECT * FROM ${table} WHERE customer_no <> 0) AS ${name}`
    : `${table} AS ${name} JOIN touched_customer USING (customer_no)`;

/** SQL: the transaction of a name is a purchase. */
export const isPurchaseRow = (name: string): string =>
  `${name}.kind IN (${purchaseKinds.map((kind) => `'${kind}'`).join(', ')})`;
