// Opportunities: one per opportunity_id, from its stage rows in order of time. Customer and channel are those of the
// first row, agent and product those of the last row that names one.
import type { Customer } from './customers';
import { byTime, type Interaction } from './facts';
import type { Instant } from './time';

export type Opportunity = {
  readonly entity: 'opportunity';
  readonly id: string;
  readonly customer: Customer | null;
  readonly channelId: string | null;
  readonly agentId: string | null;
  readonly productId: string | null;
  /** When its first stage row occurred. */
  readonly at: Instant;
  readonly rows: readonly Interaction[];
};

export function opportunitiesOf(interactions: readonly Interaction[]): readonly Opportunity[] {
  const rows = new Map<string, Interaction[]>();
  for (const fact of interactions) {
    if (fact.kind !== 'stage' || fact.opportunityId === null) continue;
    rows.set(fact.opportunityId, [...(rows.get(fact.opportunityId) ?? []), fact]);
  }
  return [...rows].map(([id, unordered]) => {
    const own = unordered.toSorted(byTime);
    const first = own[0] as Interaction;
    return {
      entity: 'opportunity',
      id,
      customer: first.customer,
      channelId: first.channelId,
      agentId: own.findLast((row) => row.agentId !== null)?.agentId ?? null,
      productId: own.findLast((row) => row.productId !== null)?.productId ?? null,
      at: first.at,
      rows: own,
    };
  });
}

export function firstStage(opportunity: Opportunity, stage: string): Interaction | null {
  return opportunity.rows.find((row) => row.stage === stage) ?? null;
}

export function lastClose(opportunity: Opportunity): Interaction | null {
  return opportunity.rows.findLast((row) => row.stage === 'won' || row.stage === 'lost') ?? null;
}

/** The last amount named by rows that occurred when `within` says. */
export function lastAmount(opportunity: Opportunity, within: (at: Instant) => boolean): bigint | null {
  return opportunity.rows.findLast((row) => within(row.at) && row.amount !== null)?.amount ?? null;
}

/** Its last row before t closes nothing. */
export function isOpenAt(opportunity: Opportunity, t: Instant): boolean {
  const last = opportunity.rows.findLast((row) => row.at < t);
  return last !== undefined && last.stage !== 'won' && last.stage !== 'lost';
}
