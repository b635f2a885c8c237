// A tried change: one slip that an engineer could make, as data. It names a text that stands exactly once in a file of the
// product and what would stand there instead, and it changes what somebody is answered.

export const kinds = [
  'metric definition',
  'metric catalogue',
  'status',
  'interval',
  'planner',
  'assembler',
  'boundary',
  'join',
  'filter',
  'customer attributes',
  'segment',
  'metric condition',
  'calendar',
  'comparison',
  'funnel',
  'retention',
  'target',
  'data version',
  'derived table',
  'loading',
  'customer model',
  'customer portrait',
  'customer judgement',
  'score run',
  'access',
  'server',
] as const;

export type Change = {
  readonly kind: (typeof kinds)[number];
  readonly file: string;
  /** What is wrong afterwards, in a few words. */
  readonly title: string;
  readonly from: string;
  readonly to: string;
  /** The tests that should notice, tried before all others. */
  readonly first: readonly string[];
};

/** The text of the file with the change made. Throws for a change that does not fit it. */
export function changed(source: string, { from, to }: Change): string {
  const parts = source.split(from);
  if (parts.length === 1) throw new Error('the text to change is not there any more');
  if (parts.length > 2) throw new Error(`the text to change stands there ${parts.length - 1} times`);
  if (from === to) throw new Error('it changes nothing');
  return parts.join(to);
}

export const describeChange = ({ kind, file, title }: Change): string => `${kind}, ${file}: ${title}`;
