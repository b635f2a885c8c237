// What is wrong with what a mapping says of deleting facts: `deleted` of a rule, and `replaces`.
import { deletableTables, isDeletable } from '../format/source-row';
import type { Mapping, TableRule } from './schema';

export const deletedProblems = ({ table, deleted }: TableRule, pointer: string): readonly string[] =>
  deleted === undefined || isDeletable(table)
    ? []
    : [`${pointer}.deleted: rows of ${table} cannot be deleted; those of ${deletableTables.join(', ')} can`];

export function replacesProblems({ replaces, files }: Mapping): readonly string[] {
  if (replaces === undefined || files.some(({ tables }) => tables.some(({ table }) => isDeletable(table)))) return [];
  return [`replaces: it takes facts back, and no rule feeds ${deletableTables.join(', ')}`];
}
