// Keys of one load that look like others: as they stand in the warehouse once the load is merged.
import type { LoadSession } from '../session/session';
import { type GatheredKeys, type MemberTable, memberTables } from '../stage/alike-keys';

/** Two keys of members that differ only by blanks or by Unicode form. */
export type AlikeKeys = { readonly table: MemberTable; readonly key: string; readonly like: string };

const ids: Readonly<Record<MemberTable, { readonly table: string; readonly id: string }>> = {
  customers: { table: 'dim_customer', id: 'customer_id' },
  channels: { table: 'dim_channel', id: 'channel_id' },
  products: { table: 'dim_product', id: 'product_id' },
  agents: { table: 'dim_agent', id: 'agent_id' },
};

/** Each gathered key with the key it looks like, where there is one: of the same load, or of an earlier one. */
export async function alikeKeys({ rows }: LoadSession, gathered: GatheredKeys): Promise<readonly AlikeKeys[]> {
  const found: AlikeKeys[] = [];
  for (const table of memberTables) {
    const keys = gathered[table];
    if (keys.size === 0) continue;
    const { table: stored, id } = ids[table];
    const standing = await rows<{ id: string }>(`SELECT DISTINCT ${id} AS id FROM ${stored} WHERE ${id} = ANY ($1)`, [
      [...new Set(keys.values())],
    ]);
    const like = new Map(standing.map((row) => [row.id, row.id]));
    for (const [key, usual] of keys) {
      const other = like.get(usual);
      if (other === undefined) like.set(usual, key);
      else found.push({ table, key, like: other });
    }
  }
  return found;
}

const shownPairs = 3;

/** One line for each table. */
export function alikeLines(alike: readonly AlikeKeys[]): readonly string[] {
  return memberTables.flatMap((table) => {
    const pairs = alike.filter((each) => each.table === table);
    if (pairs.length === 0) return [];
    const shown = pairs.slice(0, shownPairs).map(({ key, like }) => `${written(key)} and ${written(like)}`);
    const more = pairs.length > shownPairs ? ` and ${(pairs.length - shownPairs).toLocaleString('en')} more` : '';
    return [
      `Keys of ${table} differ only by blanks or Unicode form: ${shown.join(', ')}${more}. They are different ${table}; a mapping makes them one with the steps trim and normalize.`,
    ];
  });
}

/** With the code of every character that is not seen: blanks other than the plain one, and marks that join another character. */
const written = (key: string): string =>
  JSON.stringify(key).replace(
    /[\p{M}\p{C}]|(?! )\p{Z}/gu,
    (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
