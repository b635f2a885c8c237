// How many members each dimension has today, whether or not anything stands behind them.
import type { DimensionDefinition } from '../../model/dimensions';
import { memberCount } from '../compile/member-count';
import { scopeOfAllTime } from '../question/scope';
import { type AnswerContext, arrive, read } from '../reading';

/** Throws nothing that a caller could cause. */
export async function countMembers(context: AnswerContext, dimension: DimensionDefinition): Promise<number> {
  const arrival = await arrive({}, context);
  const { segments } = arrival;
  return read(context, { scope: scopeOfAllTime(arrival), segments }, async ({ session, scope }) => {
    const counted = memberCount(dimension, { scope, dialect: session.dialect });
    return counted === null ? dimension.members!.length : Number((await session.select(counted))[0]![0]);
  });
}
