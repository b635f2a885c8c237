// What the times of the standing questions come to: ratios of two sides, their goals, and growth from a smaller company.
import type { Figure } from '../figure';
import type { Timing } from './ask-standing';

/** Times. */
const goals = { quicker: 10, besideHand: 1.3 } as const;

export const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

/** `one` / `other` of every question, in their order. */
export const ratiosOf = (timings: readonly Timing[], one: string, other: string): readonly number[] =>
  timings.map(({ milliseconds }) => milliseconds[one]! / milliseconds[other]!);

const worst = (timings: readonly Timing[], ratios: readonly number[], most: number): string => {
  const place = ratios.indexOf(most);
  return `${most.toFixed(2)} x at "${timings[place]!.question}"`;
};

/** What is promised of the columnar engine; of the others nothing. */
export function ratioFigures(timings: readonly Timing[], sides: readonly string[]): readonly Figure[] {
  if (timings.length === 0) return [];
  const figures: Figure[] = [];
  const mean = (name: string, ratios: readonly number[], goal: string, met: boolean | null): void => {
    figures.push({ name, goal, figure: `${geometricMean(ratios).toFixed(2)} x`, met });
  };
  if (sides.includes('columnar')) {
    const quicker = ratiosOf(timings, 'postgres', 'columnar');
    mean(
      'postgres beside columnar, geometric mean',
      quicker,
      `at least ${goals.quicker} x`,
      geometricMean(quicker) >= goals.quicker,
    );
    const least = Math.min(...quicker);
    figures.push({ name: '  the least', goal: 'none slower', figure: worst(timings, quicker, least), met: least >= 1 });
    const beside = ratiosOf(timings, 'columnar', 'by hand');
    const most = Math.max(...beside);
    mean('columnar beside SQL by hand in DuckDB, geometric mean', beside, '', null);
    figures.push({
      name: '  the most',
      goal: `at most ${goals.besideHand} x`,
      figure: worst(timings, beside, most),
      met: most <= goals.besideHand,
    });
  }
  if (sides.includes('postgres'))
    mean('postgres beside SQL by hand in DuckDB, geometric mean', ratiosOf(timings, 'postgres', 'by hand'), '', null);
  return figures;
}

export type Growth = {
  readonly question: string;
  /** How many times longer each side takes. */
  readonly times: Readonly<Record<string, number>>;
};

/** Of the questions that both companies were asked. */
export function growthOf(smaller: readonly Timing[], larger: readonly Timing[]): readonly Growth[] {
  return larger.flatMap(({ question, milliseconds }) => {
    const before = smaller.find((each) => each.question === question);
    if (before === undefined) return [];
    const times = Object.entries(milliseconds).map(([side, taken]) => [side, taken / before.milliseconds[side]!]);
    return [{ question, times: Object.fromEntries(times) }];
  });
}

/** `rows`: how many times more facts there are. */
export function growthFigures(growth: readonly Growth[], sides: readonly string[], rows: number): readonly Figure[] {
  return sides.map((side) => {
    const most = Math.max(...growth.map(({ times }) => times[side]!));
    const { question } = growth.find(({ times }) => times[side] === most)!;
    const isOurs = side !== 'by hand';
    return {
      name: `${side}: growth of the time, ${rows.toFixed(1)} times the facts`,
      goal: isOurs ? 'no question faster than the facts' : '',
      figure: `${most.toFixed(1)} x at most ("${question}")`,
      met: isOurs ? most <= rows : null,
    };
  });
}
