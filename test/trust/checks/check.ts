// One row of the tables of trust: what is checked, what is promised of it, and what measures it. A row is measured by suites
// of jest, which tell their figures, and by nothing else: what the tables say is what tests hold.

export type Suites = {
  /** Patterns of test paths; each of them has to be there. */
  readonly paths: readonly string[];
  /** What the suites take from the environment in a long run; nothing: they are as long as in `npm test`. */
  readonly long?: Readonly<Record<string, string>>;
};

export type Check = Suites & {
  /** What `--only` calls it. */
  readonly name: string;
  readonly check: string;
  readonly goal: string;
};

/** `not there`: nobody has written the tests that would say. */
export type Verdict = 'met' | 'missed' | 'not there';

export type Checked = {
  readonly check: Check;
  readonly seen: string;
  readonly verdict: Verdict;
};

export type Kind = 'faults' | 'security';

export const commandOf = (kind: Kind, { name }: Check): string => `npm run check:${kind} -- --only ${name}`;
