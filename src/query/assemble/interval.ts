// 95 % intervals of what was counted in a sample: Wilson's for a proportion (Wilson 1927), the normal one for NPS, whose
// answers are +1, 0 and -1.

export type Interval = { readonly low: number; readonly high: number };

/** The 97.5 % quantile of the standard normal distribution. */
const z = 1.959963984540054;

/** Percent, of `met` out of `of`; null for what is no proportion. */
export function wilsonInterval(met: number, of: number): Interval | null {
  if (of <= 0 || met < 0 || met > of) return null;
  const share = met / of;
  const centre = (share + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  return { low: 100 * Math.max(0, centre - half), high: 100 * Math.min(1, centre + half) };
}

/** Points from -100 to 100, of promoters and detractors among answers. */
export function scoreInterval(promoters: number, detractors: number, answers: number): Interval | null {
  if (answers <= 0) return null;
  const mean = (promoters - detractors) / answers;
  const variance = (promoters + detractors) / answers - mean * mean;
  const half = z * Math.sqrt(variance / answers);
  return { low: 100 * Math.max(-1, mean - half), high: 100 * Math.min(1, mean + half) };
}
