// Statements whose plans are worth keeping: those that come again and again. A connection keeps the plans it made until it is
// closed, so there are only so many; whatever comes later is planned each time, as everything else is.

const mostPlans = 50;
/** Texts that come once are those of somebody who tries things out. */
const timesBefore = 2;
const mostCounted = 1_000;

/** Of a text the name of its plan, which stands for that text alone; null where none is kept. */
export function planNames(): (text: string) => string | null {
  const names = new Map<string, string>();
  const seen = new Map<string, number>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined) return known;
    if (names.size >= mostPlans) return null;
    const times = seen.get(text) ?? 0;
    if (times < timesBefore) {
      if (seen.size >= mostCounted) seen.clear();
      seen.set(text, times + 1);
      return null;
    }
    seen.delete(text);
    const name = `often_${names.size + 1}`;
    names.set(text, name);
    return name;
  };
}
