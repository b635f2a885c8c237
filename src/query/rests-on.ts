// What an answer rests on besides its question, for whoever remembers answers or tells whether one is still the same.

/** Of readings of one question that rest on the same, the answers are equal. */
export type RestsOn = {
  /** The statements with what they read, each by its key in the cache. */
  readonly statements: readonly string[];
  /** The last change of each table that was read. */
  readonly changes: readonly (readonly [table: string, change: number])[];
  readonly start: string;
  readonly end: string;
  /** null: the days asked for are over, and of what is later the statements know. */
  readonly now: string | null;
  /** What `resolved` says of it besides. */
  readonly resolved: { readonly dataVersion: string; readonly now: string };
};
