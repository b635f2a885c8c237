// Customers by their ids or those of their aliases: asking for an alias finds the customer whose it is.
import { survivorsOf } from '../../query/conditions/survivors';
import type { AnswerContext } from '../../query/reading';
import { type NeededColumns, type Portrait, readPortraits } from './portraits';
import { readAt, type Standing } from './standing';

/** By the id that was asked for; who is not found is not there. */
export async function readByAnyId(
  ids: readonly string[],
  standing: Standing,
  needed: NeededColumns,
  context: AnswerContext,
): Promise<ReadonlyMap<string, Portrait>> {
  const found = await readPortraits(ids, standing, needed, context);
  const missing = ids.filter((id) => !found.has(id));
  const survivors = await readAt(standing, context, ({ scope }, session) => survivorsOf(missing, { session, scope }));
  if (survivors.size === 0) return found;
  const others = await readPortraits([...new Set(survivors.values())], standing, needed, context);
  return new Map([
    ...found,
    ...[...survivors].flatMap(([alias, id]) => {
      const portrait = others.get(id);
      return portrait === undefined ? [] : [[alias, portrait] as const];
    }),
  ]);
}
