// A table rule while it is drafted: values come in with their notes, and at the end required columns that nothing fits are left
// visibly open.
import { loadFormat } from '../../format/load-format';
import type { LoadTable } from '../../format/source-row';
import type { TableRule, Value } from '../../mapping/schema';
import { type DraftedValue, guess, undecided } from './drafted-value';

export type TableDraft = { readonly rule: TableRule; readonly open: readonly string[] };

export type TableBuilder = {
  readonly put: (column: string, drafted: DraftedValue | null | undefined) => TableBuilder;
  readonly note: (...notes: readonly string[]) => TableBuilder;
  readonly finish: (more?: Pick<TableRule, 'where' | 'keep'>) => TableDraft;
};

/** `about`: why the file feeds the table. */
export function tableDraft(table: LoadTable, about: string): TableBuilder {
  const columns = new Map<string, Value>();
  const notes = [guess(about)];
  const open: string[] = [];
  const builder: TableBuilder = {
    put(column, drafted) {
      if (drafted === null || drafted === undefined) return builder;
      columns.set(column, drafted.value);
      notes.push(...drafted.notes);
      open.push(...drafted.open);
      return builder;
    },
    note(...more) {
      notes.push(...more);
      return builder;
    },
    finish(more = {}) {
      for (const { name, required } of loadFormat[table].columns) {
        if (required && !columns.has(name)) builder.put(name, undecided(name));
      }
      const names = loadFormat[table].columns.map(({ name }) => name).filter((name) => columns.has(name));
      const inOrder = Object.fromEntries(names.map((name) => [name, columns.get(name)!]));
      return { rule: { notes, table, ...more, columns: inOrder }, open };
    },
  };
  return builder;
}
