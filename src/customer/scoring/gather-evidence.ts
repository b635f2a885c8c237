// The evidence of every customer at several instants, from one reading of all facts.
import type { Client } from 'pg';
import type { CustomerHistory } from '../history/customer-history';
import { evidenceAt } from '../history/evidence-at';
import { bytesOfRow, type EvidenceTable } from '../history/evidence-table';
import type { JudgementInstant } from '../history/judgement-instant';
import type { LeadHistory } from '../judgements/lead-score';
import type { TermShare } from '../judgements/prediction';
import { readHistories } from './read-histories';

export type Gathered = {
  /** By instant, in the order in which they were given. */
  readonly terms: readonly TermShare[];
  /** Whoever was ever a lead. */
  readonly leads: readonly LeadHistory[];
};

/** Memory that the evidence of one reading may take. */
const mostBytes = 250_000_000;

/** How many instants fit one reading of so many customers. */
export const instantsAtOnce = (customers: number): number =>
  Math.max(2, Math.floor(mostBytes / (Math.max(1, customers) * bytesOfRow)));

/** Fills a table for each instant, anew. `known`: the leads of an earlier reading, which are the same whatever the instants. */
export async function gatherEvidence(
  client: Client,
  instants: readonly JudgementInstant[],
  evidence: readonly EvidenceTable[],
  known: readonly LeadHistory[] | null,
): Promise<Gathered> {
  for (const table of evidence) table.clear();
  const { rows } = await client.query<{ number: number; id: string }>(
    'SELECT channel_no AS number, channel_id AS id FROM dim_channel WHERE channel_id IS NOT NULL',
  );
  const channelIds = new Map(rows.map(({ number, id }) => [number, id]));
  const terms = instants.map(() => ({ mature: 0, renewed: 0 }));
  const leads: LeadHistory[] = [];
  await readHistories(client, (history) => {
    for (const [index, instant] of instants.entries()) {
      const own = evidenceAt(history, instant, channelIds);
      if (own !== null) evidence[index]!.add(history.customerNo, own);
      for (const { end, isRenewed } of history.terms) {
        if (end < instant.termsFrom || end >= instant.termsTo) continue;
        terms[index]!.mature += 1;
        if (isRenewed) terms[index]!.renewed += 1;
      }
    }
    if (known === null) leads.push(...leadOf(history));
  });
  return { terms, leads: known ?? leads };
}

/** What is kept for the whole run: lists of just their length, as those that grew have room for sixteen more. */
function leadOf({ customerNo, firstPurchaseAt, firstLeadAt, stageRows, versions }: CustomerHistory): LeadHistory[] {
  if (firstLeadAt === null) return [];
  return [{ customerNo, firstPurchaseAt, firstLeadAt, stageRows: stageRows.slice(), versions: versions.slice() }];
}
