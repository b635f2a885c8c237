// What happened with one customer, as an invented export tells it, and what a funnel of such stories is: the definitions of
// docs/METRICS.md, in a few lines.
export type StageName = 'lead' | 'contacted' | 'qualified' | 'quoted' | 'won' | 'lost';

export type Story = {
  readonly leads: number[];
  readonly touches: number[];
  readonly stages: { readonly stage: StageName; readonly at: number }[];
  /** The time of each order. */
  readonly orders: number[];
};

export type Funnel = {
  /** Customers whose first lead came before any purchase. */
  readonly leads: number;
  /** Customers that came to lead, contacted, qualified, quoted, won, bought again. */
  readonly reached: readonly number[];
  readonly newCustomers: number;
};

const first = (times: readonly number[]): number => Math.min(Number.POSITIVE_INFINITY, ...times);

export function storyFigures(stories: readonly Story[]): Funnel {
  const reached = [0, 0, 0, 0, 0, 0];
  let leads = 0;
  for (const { leads: own, touches, stages, orders } of stories) {
    const bought = first(orders);
    if (own.length > 0 && first(own) <= bought) leads += 1;
    const firstStage = (name: StageName) => first(stages.filter(({ stage }) => stage === name).map(({ at }) => at));
    const entry = Math.min(first(own), firstStage('lead'));
    if (entry === Number.POSITIVE_INFINITY || bought < entry) continue;
    const times = [
      entry,
      Math.min(firstStage('contacted'), first(touches.filter((touched) => touched > entry))),
      firstStage('qualified'),
      firstStage('quoted'),
      Math.min(firstStage('won'), bought),
      [...orders].sort((one, other) => one - other)[1] ?? Number.POSITIVE_INFINITY,
    ];
    const last = times.findLastIndex((time) => time >= entry && time < Number.POSITIVE_INFINITY);
    for (let stage = 0; stage <= last; stage++) reached[stage]! += 1;
  }
  return { leads, reached, newCustomers: stories.filter(({ orders }) => orders.length > 0).length };
}
