// Which rows of a table rule stay: all, each content once, or the first or the last row of a key. Keys are remembered as
// fingerprints; for "last" the files are read once before, to know how many rows each key has.
import { type RowCounter, rowCounter } from './row-counter';

export type Keep = 'all' | 'distinct' | 'first' | 'last';

export type KeepRule = {
  readonly keep: Keep;
  /** Tells a row of the reading before (only for "last"). */
  announce(key: string): void;
  /** Whether the row of this fingerprint (of its content for "distinct", else of its key) stays. */
  stays(fingerprint: string): boolean;
};

export function keepRule(keep: Keep): KeepRule {
  const announced: RowCounter = rowCounter();
  const seen: RowCounter = rowCounter();
  return {
    keep,
    announce: (key) => void announced.add(key),
    stays(fingerprint) {
      if (keep === 'all') return true;
      const count = seen.add(fingerprint);
      return count === (keep === 'last' ? announced.count(fingerprint) : 1);
    },
  };
}
