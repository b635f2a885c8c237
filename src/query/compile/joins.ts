// The joins a statement turns out to need, each once, in the order in which they were asked for.
import { empty, type Fragment, join, sql } from '../../sql/fragment';

export type Joins = {
  /** Adds the join under its alias unless it is there, and gives the alias back. */
  readonly add: (alias: string, text: Fragment) => string;
  readonly render: () => Fragment;
};

export function collectJoins(): Joins {
  const joins = new Map<string, Fragment>();
  return {
    add: (alias, text) => {
      if (!joins.has(alias)) joins.set(alias, text);
      return alias;
    },
    render: () => (joins.size === 0 ? empty : sql`\n${join([...joins.values()], '\n')}`),
  };
}
