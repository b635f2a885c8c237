// Columns that a mapping makes of others (`columns` with a `value`): named once, used by several rules like those of the file. Of a
// row each is made once, however often it is asked for.
import type { Made, Maker, MappedRow, Reading } from './row';
import { madeValue, type ReadingRule } from './schema';
import { valueMaker } from './value';

/** The reading in which the columns that the rule makes are read like those of the file. */
export function withMadeColumns(rule: Pick<ReadingRule, 'columns'>, base: Reading): Reading {
  const makers = new Map<string, Maker>();
  const reading: Reading = {
    ...base,
    cell(column) {
      const value = madeValue(rule, column);
      if (value === undefined) return base.cell(column);
      const known = makers.get(column);
      if (known !== undefined) return known;
      const maker = onceARow(valueMaker(value, reading));
      makers.set(column, maker);
      return maker;
    },
  };
  return reading;
}

function onceARow(make: Maker): Maker {
  let last: MappedRow | null = null;
  let made: Made = null;
  return (row) => {
    if (row !== last) {
      made = make(row);
      last = row;
    }
    return made;
  };
}
