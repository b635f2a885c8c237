// What of the rows' fields cannot be answered: one error for each field of the document, at the first place it is null.
import { UserError } from '../../../src/errors';
import type { RowField } from '../../../src/graphql/common/selection';
import { type AskedRows, rowMistakes } from '../../../src/graphql/metrics/row-mistakes';

const refusal = new UserError('METRIC_NOT_SLICEABLE', { metric: 'NPS', dimension: 'PRODUCT', allowed: ['CHANNEL'] });
const asked: AskedRows = {
  refused: new Map([['NPS', refusal]]),
  by: ['PRODUCT'],
  compared: ['before'],
  counts: { rows: 2, totals: 0 },
};
const rows = { list: 'rows', listName: 'rows' } as const;
const totals = { list: 'totals', listName: 'sums' } as const;

const told = (fields: readonly RowField[], with_: Partial<AskedRows> = {}): readonly string[] =>
  rowMistakes(fields, { ...asked, ...with_ }).map(({ path, error }) => `${path.join('.')} ${error.code}`);

it('is nothing where every field can be answered', () => {
  expect(
    told([
      { ...rows, names: ['revenue'], kind: 'metric', metric: 'REVENUE' },
      { ...rows, names: ['revenue', 'compare'], kind: 'compare', metric: 'REVENUE', name: 'before' },
      { ...rows, names: ['key'], kind: 'key', dimension: 'PRODUCT' },
    ]),
  ).toEqual([]);
});

it('is told once a field, in the first row, by the names of the document', () => {
  expect(
    told([
      { ...rows, names: ['mood'], kind: 'metric', metric: 'NPS' },
      { ...rows, names: ['again'], kind: 'metric', metric: 'NPS' },
      { ...rows, names: ['sales', 'was'], kind: 'compare', metric: 'REVENUE', name: 'befor' },
      { ...rows, names: ['region'], kind: 'key', dimension: 'REGION' },
    ]),
  ).toEqual([
    'rows.0.mood METRIC_NOT_SLICEABLE',
    'rows.0.again METRIC_NOT_SLICEABLE',
    'rows.0.sales.was INVALID_ARGUMENT',
    'rows.0.region INVALID_ARGUMENT',
  ]);
});

it('is told at the field itself where there is no row', () => {
  expect(told([{ ...totals, names: ['nps'], kind: 'metric', metric: 'NPS' }])).toEqual([
    'sums.nps METRIC_NOT_SLICEABLE',
  ]);
});

it('is not told of what stands within a metric that is refused', () => {
  expect(told([{ ...rows, names: ['nps', 'compare'], kind: 'compare', metric: 'NPS', name: 'befor' }])).toEqual([]);
});
