// Rows of a family that come from several tables, one below the other. What they are joined with, and what a question asks of
// them by it, stands in each part by itself; what is read of it is carried out of the parts as columns of the row:
//
//   activity by region    interactions joined with versions | purchases joined with versions -> fact.customer_no, fact.region
//
// So tables of customers meet table by table, which a cluster does where the rows are; rows put together first it refuses.
import { type Fragment, name, sql } from '../../sql/fragment';
import { type Column, nested, type Select, unionAll, writeSelect } from '../../sql/select';
import type { Joins } from './joins';

export type CarriedColumns = {
  /** Joins that say of a value whether it reads any of them. */
  readonly watched: (joins: Joins) => Joins;
  /** A value of the row as it is read behind the parts; `joined`: it reads a join that is not watched. */
  readonly carried: (wanted: string, value: () => Fragment, joined?: boolean) => Fragment;
  readonly list: () => readonly Column[];
};

/** `own`: the columns that every part has. */
export function carryColumns(own: readonly string[]): CarriedColumns {
  const columns = new Map<string, Fragment>();
  let readsJoin = false;
  const isTaken = (as: string, value: Fragment): boolean =>
    own.includes(as) || (columns.has(as) && JSON.stringify(columns.get(as)) !== JSON.stringify(value));
  return {
    watched: ({ add, list }) => ({
      list,
      add: (alias, text) => {
        readsJoin = true;
        return add(alias, text);
      },
    }),
    carried: (wanted, value, joined = false) => {
      readsJoin = joined;
      const inPart = value();
      if (!readsJoin) return inPart;
      let as = wanted;
      for (let next = 2; isTaken(as, inPart); next += 1) as = `${wanted}_${next}`;
      columns.set(as, inPart);
      return name('fact', as);
    },
    list: () => [...columns].map(([as, value]) => ({ name: as, value })),
  };
}

/** The rows of the parts, each joined and restricted by itself, as a relation. */
export const joinedParts = (parts: readonly Select[], of: Required<Pick<Select, 'columns' | 'joins' | 'where'>>) =>
  nested(unionAll(parts.map((part): Select => ({ ...of, from: sql`${nested(writeSelect(part))} AS fact` }))));
