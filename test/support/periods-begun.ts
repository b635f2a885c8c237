// Whether every period that a question names has begun by its now: its own, and those of its conditions on customers. One that
// has not is refused.
import { askedPeriod } from './naive/period';
import type { NaiveFilter, NaiveQuestion, NaiveSettings } from './naive/question';

export function periodsBegun(
  { period, where, segments }: Pick<NaiveQuestion, 'period' | 'where' | 'segments'>,
  settings: NaiveSettings,
): boolean {
  const own = askedPeriod(period, settings);
  const { timezone, weekStart, fiscalYearStartMonth } = period;
  const begun = ({ clock, from, now }: typeof own): boolean => clock.startOfDay(from) < now;
  const within = (filter: NaiveFilter): boolean => {
    const { all, any, not, metric } = filter;
    const parts = [...(all ?? []), ...(any ?? []), ...(not == null ? [] : [not])];
    if (metric?.period != null) {
      const named = Object.entries(metric.period).filter(([, value]) => value != null);
      const asked = { timezone, weekStart, fiscalYearStartMonth, ...Object.fromEntries(named) };
      if (!begun(askedPeriod(asked, settings, undefined, own.now))) return false;
    }
    return [...parts, ...(metric?.where == null ? [] : [metric.where])].every(within);
  };
  return begun(own) && [where ?? {}, ...Object.values(segments ?? {})].every((filter) => within(filter as NaiveFilter));
}
