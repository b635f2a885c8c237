// Targets of a random company: plans of many metrics by week, month, quarter or year, of the company and of members, with
// gaps and with rows across them; and revenue targets that overlap. No two rows have one key.
import { Temporal } from 'temporal-polyfill';
import type { Company, TargetRow } from './naive/company';
import { naiveMetrics } from './naive/metrics';
import { additive } from './naive/metrics/columns';
import type { NaiveSettings } from './naive/question';
import { addDays, addUnits, type Unit, unitStart } from './naive/time';
import { membersFor } from './random-dimension-members';
import { nowOf } from './random-instants';
import type { RandomSource } from './random-source';

type Slice = readonly [dimension: string | null, member: string | null];

const company: Slice = [null, null];
const amounts = ['0', '100', '33.3333', '2500.5', '80', '10'];
const rates = ['0', '50', '80', '10', '100', '1.5', '30', '66.6667'];

export function randomTargets(
  random: RandomSource,
  settings: NaiveSettings,
  of: Omit<Company, 'targets'>,
): readonly TargetRow[] {
  const targets = new Map<string, TargetRow>();
  const set = (metric: string, from: string, to: string, [dimension, member]: Slice, value: string) => {
    const name = random.chance(0.5)
      ? metric
      : metric.toLowerCase().replace(/_./g, ([, letter = '']) => letter.toUpperCase());
    targets.set(JSON.stringify([metric, from, to, dimension, member]), {
      metric: name,
      from,
      to,
      dimension,
      member,
      value,
    });
  };
  const today = nowOf(settings).toPlainDate();
  for (let left = random.integer(0, 25); left > 0; left--) {
    const from = today.subtract({ days: random.integer(-10, 700) }).with({ day: random.chance(0.6) ? 1 : 15 });
    const to = from.add(random.pick([{ days: 1 }, { weeks: 1 }, { months: 1 }, { months: 3 }])).subtract({ days: 1 });
    const slice = random.weighted<Slice>([
      [3, company],
      [1, ['CHANNEL', random.pick(['web', 'shop'])]],
      [1, ['REGION', 'North']],
    ]);
    set('REVENUE', from.toString(), to.toString(), slice, random.pick(['100', '2500.5', '10000']));
  }
  for (const [metric, { dimensions }] of Object.entries(naiveMetrics)) {
    if (!random.chance(additive.has(metric) ? 0.8 : 0.4)) continue;
    const value = () => random.pick(additive.has(metric) ? amounts : rates);
    const members = Array.from({ length: random.integer(0, 4) }, (): Slice => {
      const dimension = random.pick(dimensions);
      return [dimension, random.pick(['web', ...membersFor(dimension, { ...of, targets: [] })])];
    });
    for (const slice of random.chance(0.8) ? [company, ...members] : members) {
      for (const [from, to] of planned(random, settings, today.toString())) set(metric, from, to, slice, value());
    }
  }
  return [...targets.values()];
}

/** Units one after another over two years, some missing, at times halved or with a longer row across them. */
function planned(
  random: RandomSource,
  settings: NaiveSettings,
  today: string,
): readonly (readonly [from: string, to: string])[] {
  const unit = random.weighted<Unit>([
    [1, 'WEEK'],
    [4, 'MONTH'],
    [3, 'QUARTER'],
    [3, 'YEAR'],
  ]);
  const count = { DAY: 0, WEEK: 12, MONTH: 26, QUARTER: 9, YEAR: 3 }[unit];
  const start = addUnits(unitStart(today, unit, settings), unit, 1 - random.pick([count, count, 6, 2]));
  const rows = Array.from({ length: count }, (_, index) => {
    const from = addUnits(start, unit, index);
    return [from, addDays(addUnits(from, unit, 1), -1)] as const;
  }).filter(() => random.chance(0.95));
  const halved = rows.flatMap(([from, to]) => {
    // Of a period that is still open only the days up to today are planned by a row of their own.
    const isOpen = from <= today && today < to;
    if (!random.chance(isOpen ? 0.5 : 0.1)) return [[from, to] as const];
    const middle = isOpen ? today : addDays(from, random.integer(0, 5));
    return [[from, middle] as const, [addDays(middle, 1), to] as const];
  });
  const across = random.chance(0.5)
    ? [[start, addDays(addUnits(start, 'YEAR', random.integer(1, 2)), -1)] as const]
    : [];
  return [...halved, ...across].filter(([from, to]) => Temporal.PlainDate.compare(from, to) <= 0);
}
