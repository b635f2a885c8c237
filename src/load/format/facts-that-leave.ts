// The part of docs/load-format.md about facts that a load takes out of the warehouse: rows that are flagged as deleted, and full
// exports.
import { deletableTables } from './source-row';

const tables = deletableTables.map((table) => `\`${table}\``).join(', ');

export const factsThatLeave = [
  '## Facts that leave',
  `A mapping can say that facts are no more, of ${tables}. Customers and members are never taken away; those that nothing describes and nobody names any more go along.`,
  [
    'A rule with `deleted`, a condition, deletes by row: a row that meets it (and `where`) deletes the fact of its key, whoever gave it, and gives none. Only its key is read.',
    '',
    '```json',
    '{ "table": "transactions", "deleted": { "column": "isDeleted", "equals": "1" }, "columns": { "transaction_id": "{id}" } }',
    '```',
    '',
    '- It counts as `deleted`, or as `unchanged` where no fact has the key or another row has deleted it: read = inserted + updated + unchanged + quarantined + filtered + deleted.',
    '- A key that the load gives as well goes to quarantine with all its rows (`DUPLICATE_KEY`), in whatever order they come: it cannot be known which came last. With `keep` `first` or `last` that row alone counts, deleted or not.',
    '- Its key holds neither `{#}` nor `{#hash}`, which would be another one than that of the row before it was flagged.',
  ].join('\n'),
  [
    '`"replaces": "NAME"` at the top of a mapping says that its files are a full export of that name. What the export does not have any more is deleted: of each table that its rules feed, the facts that earlier loads of the same export alone gave (inserted and updated), and whose key no row of this load has. What any other load gave or updated stays.',
    '',
    '- A row that `where` leaves out is not in the export.',
    '- The same export again takes nothing. An older one after a newer one is simply the export now. One without a single row of a table takes all of it.',
    '- Nothing is taken of a table of which a row of this load is in quarantine: it may be one of those. Nor where a rule that feeds the table found no file (`optional`, or one file loaded alone), one file alone of a pattern, or none of the columns of an optional `forEachColumn`, unless all that loads of the export had of the table before was read by rules that found theirs. The report says how many facts stay, and why. Whether a file that is only looked up in is there, is not looked at: what a `where` finds in it should not be `optional` in a full export.',
    '- Mappings of different folders may share a name as long as each feeds tables of its own.',
  ].join('\n'),
  'Both are kept aside with the load, told by number in its report and by `status`, and come back with its `unload`, which says how many beforehand. Taking back a load that gave them, and nothing else did, makes them forgotten. An `unload` brings back what a later export lacks as well: the next load of the export takes it out again.',
];
