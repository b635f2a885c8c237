// The joins a statement turns out to need, each once, in the order in which they were asked for.
import type { Fragment } from '../../sql/fragment';

export type Joins = {
  /** Adds the join under its alias unless it is there, and gives the alias back. */
  readonly add: (alias: string, text: Fragment) => string;
  /** Asked for last, when every column is known. */
  readonly list: () => readonly Fragment[];
};

/** `standing`: aliases that stand in the statement without a join. */
export function collectJoins(...standing: readonly string[]): Joins {
  const joins = new Map<string, Fragment>();
  return {
    add: (alias, text) => {
      if (!joins.has(alias) && !standing.includes(alias)) joins.set(alias, text);
      return alias;
    },
    list: () => [...joins.values()],
  };
}
