// Several notations that are tried in their order must not read one text as different things: what the text means would then be
// decided by the order alone. They are held against each other with texts that each of them writes.

/** One of several notations. `same` tells whether two results mean the same. */
export type Reading = {
  /** What it is called in sentences. */
  readonly name: string;
  readonly read: (text: string) => string | null;
  /** Texts written in it, which together have whatever values could also be read otherwise. */
  readonly samples: () => Iterable<string>;
};

/** A sentence about the first text that two of the notations read differently; null when there is none. */
export function ambiguity(readings: readonly Reading[], same: (one: string, other: string) => boolean): string | null {
  for (const reading of readings) {
    const others = readings.filter((other) => other !== reading);
    for (const text of reading.samples()) {
      const read = reading.read(text);
      if (read === null) continue;
      for (const other of others) {
        const otherwise = other.read(text);
        if (otherwise === null || same(read, otherwise)) continue;
        return `"${text}" is ${read} as ${reading.name} and ${otherwise} as ${other.name}: which is meant cannot be told`;
      }
    }
  }
  return null;
}
