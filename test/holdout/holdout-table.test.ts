// The table of the hold-out check: means by repeats, sums over all.
import { holdoutTable } from './holdout-table';

it('puts predicted beside actual purchases', () => {
  const customers = [
    { repeats: 0, later: 0 },
    { repeats: 0, later: 1 },
    { repeats: 2, later: 3 },
    { repeats: 7, later: 4 },
    { repeats: 30, later: 8 },
  ];
  expect(holdoutTable(customers, [{ name: 'MODEL', purchases: [0.25, 0.25, 2, 5, 7.3] }])).toBe(
    [
      'repeats  customers  bought   MODEL',
      '      0          2  0.5000  0.2500',
      '      1          0       -       -',
      '      2          1  3.0000  2.0000',
      '      3          0       -       -',
      '      4          0       -       -',
      '      5          0       -       -',
      '      6          0       -       -',
      '     7+          2  6.0000  6.1500',
      '  total          5      16    14.8',
      ' off by                     -7.5 %',
      '',
    ].join('\n'),
  );
});
