// The stages of the funnel in their order, and the rows that can give each its time (METRICS.md, funnel).

export const stages = ['LEAD', 'CONTACTED', 'QUALIFIED', 'TRIAL', 'QUOTED', 'WON', 'REPURCHASED'] as const;
export type Stage = (typeof stages)[number];

/** Those of a funnel that names none: few businesses have trials. */
export const usualStages: readonly Stage[] = stages.filter((stage) => stage !== 'TRIAL');

/** An interaction of that kind; a stage row of that stage; the first line of a customer's first or second order. */
export type StageSource =
  | { readonly kind: 'interaction'; readonly of: string; readonly afterLead?: boolean }
  | { readonly kind: 'stageRow'; readonly of: string }
  | { readonly kind: 'order'; readonly number: 1 | 2 };

/** A stage's own time is the earliest of its sources. */
export const stageSources: Readonly<Record<Stage, readonly StageSource[]>> = {
  LEAD: [
    { kind: 'interaction', of: 'lead' },
    { kind: 'stageRow', of: 'lead' },
  ],
  CONTACTED: [
    { kind: 'stageRow', of: 'contacted' },
    { kind: 'interaction', of: 'touch', afterLead: true },
  ],
  QUALIFIED: [{ kind: 'stageRow', of: 'qualified' }],
  TRIAL: [{ kind: 'stageRow', of: 'trial' }],
  QUOTED: [{ kind: 'stageRow', of: 'quoted' }],
  WON: [
    { kind: 'stageRow', of: 'won' },
    { kind: 'order', number: 1 },
  ],
  REPURCHASED: [{ kind: 'order', number: 2 }],
};
