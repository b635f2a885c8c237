// What a question wants to be compared with: names of its own, each with a mode, and days where the mode has none.
import { Temporal } from 'temporal-polyfill';
import { chooseName, refuseArgument } from '../../model/choose-argument';
import type { Comparison } from '../../model/comparisons';
import { collectFaults } from '../../model/faults';
import { parseDate } from '../../model/parse-date';
import type { CompareInput } from './metric-question';

const mostComparisons = 10;

/** Each its own. Throws INVALID_ARGUMENT. */
export function comparisonNames(compare: readonly CompareInput[]): readonly string[] {
  if (compare.length > mostComparisons)
    refuseArgument('compare', `${compare.length} comparisons are too many`, `At most ${mostComparisons}.`);
  const names = compare.map(({ name }) => name);
  const faults = collectFaults();
  faults.each('compare', names, (name, index) => {
    if (!/^[A-Za-z][A-Za-z0-9_]{0,49}$/.test(name))
      refuseArgument(
        `compare[${index}].name`,
        `"${name}" is not a name`,
        'Begin with a letter; letters, digits and _ follow, 50 characters at most.',
      );
    if (names.indexOf(name) !== index)
      refuseArgument(`compare[${index}].name`, `there are two comparisons ${name}`, 'Give each its own name.');
  });
  faults.refuse();
  return names;
}

/** Throws INVALID_ARGUMENT, and INVALID_PERIOD for a day that is none. */
export function parseComparison({ name, mode, from, to }: CompareInput, index: number): Comparison {
  const argument = `compare[${index}]`;
  const chosen = chooseName(`${argument}.mode`, mode, [
    'PREVIOUS_PERIOD',
    'PREVIOUS_YEAR',
    'SAME_WEEKDAYS_PREVIOUS_YEAR',
    'CUSTOM',
  ]);
  if (chosen !== 'CUSTOM') {
    if (from != null || to != null)
      refuseArgument(argument, `${chosen} has its own days`, 'from and to go with CUSTOM.');
    return { name, mode: chosen };
  }
  if (from == null || to == null) return refuseArgument(argument, 'CUSTOM has no from and to', 'Give both, inclusive.');
  const range = { from: parseDate(`${argument}.from`, from), to: parseDate(`${argument}.to`, to) };
  if (Temporal.PlainDate.compare(range.from, range.to) > 0)
    refuseArgument(argument, `it ends on ${to}, before it starts on ${from}`, 'Swap from and to.');
  return { name, mode: chosen, range };
}
