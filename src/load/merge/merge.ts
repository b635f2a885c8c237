// The steps that rows take from the staging tables into the star, in their order: judged and freed of duplicates, then
// members, customers and facts. Files and calls take the same ones, so both obey aliases and erasures.
import type { LoadTable } from '../format/source-row';
import { stagedTable } from '../stage/staged-tables';
import type { Merge } from './context';
import { mergeCustomers } from './customer';
import { judgeAliases, partNamed } from './customer-aliases';
import { settleDuplicates } from './duplicates';
import { leaveOutErased, letErasedGo } from './erased-customers';
import { mergeFacts } from './fact';
import { factTables, memberDimensions } from './fact-tables';
import { settleFlagged } from './flagged-keys';
import { gatherNamedMembers, inferCustomers, inferMembers } from './infer-members';
import { joinAliases } from './join-aliases';
import { judgeRows } from './judge-rows';
import { mergeMembers } from './member';

/** Of so few rows the planner needs no idea. */
const fewRows = 100;

/**
 * Puts what is wrong with rows as wholes into the rejections: what stays staged is merged. Returns the tables of which the
 * planner has statistics from here on, values of rows among them: they last as long as the staging table.
 */
export async function judgeStaged(merge: Merge): Promise<readonly LoadTable[]> {
  const { sources, groups } = merge.staged;
  const { run } = merge.session;
  await leaveOutErased(merge);
  const tables = [...new Set(groups.map(({ table }) => table))];
  const large = tables.filter(
    (name) => sources.reduce((sum, { table, read }) => (table === name ? sum + read : sum), 0) > fewRows,
  );
  if (large.length > 0) {
    // Staging tables are read a few times only: a rough idea of them is enough for the planner.
    await run('SET LOCAL default_statistics_target = 10');
    for (const table of large) await run(`ANALYZE ${stagedTable(table)}`);
    await run('SET LOCAL default_statistics_target TO DEFAULT');
  }
  for (const table of tables) {
    await judgeRows(merge, table);
    await settleFlagged(merge, table);
    await settleDuplicates(merge, table);
  }
  await judgeAliases(merge);
  return large;
}

/** Merges what is staged; the touched tables say afterwards what has to be derived anew. */
export async function mergeStaged(merge: Merge): Promise<void> {
  await mergeParted(merge);
  await joinAliases(merge.session, merge.numbers);
  await letErasedGo(merge.session);
}

/** Merges what is staged, and leaves the aliases that it concerns apart: whoever changes more joins them in the end. */
export async function mergeParted(merge: Merge): Promise<void> {
  await partNamed(merge);
  await gatherNamedMembers(merge);
  for (const dimension of memberDimensions) await mergeMembers(merge, dimension);
  await inferMembers(merge);
  await mergeCustomers(merge);
  await inferCustomers(merge);
  for (const fact of factTables) await mergeFacts(merge, fact);
}
