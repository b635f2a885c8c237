// Several notations that are tried in their order must not read one text as different things: what the text means would then be
// decided by the order alone. They are held against each other with texts that each of them writes.

/** One of several notations. */
export type TriedNotation = {
  /** What it is called in sentences. */
  readonly name: string;
  readonly read: (text: string) => string | null;
  /** Texts written in it, which together have whatever values could also be read otherwise. */
  readonly samples: () => Iterable<string>;
};

/** A sentence about the first text that two of the notations read differently, where `same` does not hold; null without one. */
export function ambiguity(
  notations: readonly TriedNotation[],
  same: (one: string, other: string) => boolean,
): string | null {
  for (const notation of notations) {
    const others = notations.filter((other) => other !== notation);
    for (const text of notation.samples()) {
      const read = notation.read(text);
      if (read === null) continue;
      for (const other of others) {
        const otherwise = other.read(text);
        if (otherwise === null || same(read, otherwise)) continue;
        return `"${text}" is ${read} as ${notation.name} and ${otherwise} as ${other.name}: which is meant cannot be told`;
      }
    }
  }
  return null;
}
