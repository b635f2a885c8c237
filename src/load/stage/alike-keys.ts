// Gathers keys with blanks or characters that another key may have otherwise: "ada " beside "ada", an é of one character beside
// one of two. Nothing is trimmed that nobody asked to trim; whoever loads is told of two keys that look like one.
import { loadFormat } from '../format/load-format';
import type { LoadTable, SourceRow, TableSource } from '../format/source-row';

/** Members whose keys are gathered. */
export const memberTables = ['customers', 'channels', 'products', 'agents'] as const;
export type MemberTable = (typeof memberTables)[number];

/** Of each kind of member the keys that may be written otherwise, each with its usual form. */
export type GatheredKeys = Readonly<Record<MemberTable, Map<string, string>>>;

const mostKeys = 10_000;
const perhapsOtherwise = /^\s|\s$|\s\s|[^\x20-\x7e]/;

/** The key without blanks at its ends, single ones within, in the composed Unicode form. */
export const usualForm = (key: string): string => key.normalize('NFC').trim().replace(/\s+/gu, ' ');

/** The columns of a table that hold keys of members, each with whose. */
function keyColumns(table: LoadTable): readonly { readonly name: string; readonly of: MemberTable }[] {
  const isMember = (name: LoadTable | undefined): name is MemberTable => memberTables.some((each) => each === name);
  const [only, ...others] = loadFormat[table].key;
  return loadFormat[table].columns.flatMap(({ name, type, refersTo }) => {
    const own = table === 'customers' ? 'customer_id' : others.length === 0 ? only : undefined;
    const of = name === own ? table : refersTo;
    return type === 'key' && isMember(of) ? [{ name, of }] : [];
  });
}

export const noKeys = (): GatheredKeys => ({
  customers: new Map(),
  channels: new Map(),
  products: new Map(),
  agents: new Map(),
});

/** Takes note of the keys in the rows of a source. */
export function keyGatherer({ table, columns }: TableSource, gathered: GatheredKeys): (row: SourceRow) => void {
  const places = keyColumns(table)
    .map(({ name, of }) => ({ place: columns.indexOf(name), keys: gathered[of] }))
    .filter(({ place }) => place !== -1);
  return ({ cells }) => {
    for (const { place, keys } of places) {
      const key = cells[place]!;
      if (key === null || !perhapsOtherwise.test(key)) continue;
      const usual = usualForm(key);
      if (usual !== key && keys.size < mostKeys) keys.set(key, usual);
    }
  };
}
