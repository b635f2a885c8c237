// Intervals that cover the true value in 95 of 100 samples, in percent.

export type NaiveInterval = { readonly low: number; readonly high: number };

/** The 97.5 % point of the normal distribution. */
const z = 1.959963984540054;

/** Wilson (1927): the proportions p from which the observed one is at most z standard errors away. */
export function wilson(part: number, whole: number): NaiveInterval | null {
  if (whole === 0 || part < 0 || part > whole) return null;
  const observed = part / whole;
  const divisor = 1 + z ** 2 / whole;
  const centre = (observed + z ** 2 / (2 * whole)) / divisor;
  const half = (z * Math.sqrt((observed * (1 - observed)) / whole + z ** 2 / (4 * whole ** 2))) / divisor;
  return { low: 100 * (centre - half), high: 100 * (centre + half) };
}

/** Each answer counts +1, 0 or -1: the mean of such a variable and its standard error, within what a score can be. */
export function ofNetPromoters(promoters: number, detractors: number, answers: number): NaiveInterval | null {
  if (answers === 0) return null;
  const mean = (promoters - detractors) / answers;
  const half = z * Math.sqrt(((promoters + detractors) / answers - mean ** 2) / answers);
  return { low: 100 * Math.max(-1, mean - half), high: 100 * Math.min(1, mean + half) };
}
