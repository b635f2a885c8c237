// Which customers whoever asks sees, as a query: for what is written or counted beside questions.
import type { CustomersSeen } from '../../sql/rows-in-view';
import { customersInView } from '../compile/customers-in-view';
import { scopeOfAllTime } from '../question/scope';
import { type AnswerContext, arrive } from '../reading';

/** Null where all are seen. Of the context's engine, by what customers are when it is run. */
export async function customersSeen(context: AnswerContext): Promise<CustomersSeen> {
  const scope = scopeOfAllTime(await arrive({}, context));
  return customersInView({ scope, dialect: context.engine.dialect });
}
