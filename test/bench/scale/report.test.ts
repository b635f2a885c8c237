import { behind } from '../mixed-work';
import { growthFigures, growthOf, ratioFigures } from './ratios';
import { section, withSection } from './report';

const timing = (question: string, columnar: number, postgres: number, hand: number) => ({
  question,
  rows: 72,
  milliseconds: { columnar, postgres, 'by hand': hand },
});
const sides = ['columnar', 'postgres', 'by hand'];
const timings = [timing('one', 10, 400, 10), timing('two', 20, 50, 10)];

test('ratios: ten times quicker than PostgreSQL on average, none slower, and at most 1.3 of the SQL by hand', () => {
  expect(ratioFigures(timings, sides).map(({ figure, met }) => [figure, met])).toEqual([
    ['10.00 x', true],
    ['2.50 x at "two"', true],
    ['1.41 x', null],
    ['2.00 x at "two"', false],
    ['14.14 x', null],
  ]);
});

test('growth: how many times longer each side takes, and whether that is more than the facts grew', () => {
  const growth = growthOf(timings, [timing('one', 250, 4000, 100), timing('other', 1, 1, 1)]);
  expect(growth).toEqual([{ question: 'one', times: { columnar: 25, postgres: 10, 'by hand': 10 } }]);
  expect(growthFigures(growth, sides, 20).map(({ met }) => met)).toEqual([false, true, null]);
});

const page = (scale: '1m' | '20m', date: string) =>
  section({
    measured: {
      scale,
      transactions: 250_000,
      interactions: 750_000,
      sides: ['postgres', 'by hand'],
      timings,
      figures: [],
    },
    growth: [],
    figures: [{ name: '  first fill', goal: 'at most 1.5 x', figure: '1.20 x', met: true }],
    machine: '2 cores',
    date,
  });

test('a section has a line for every question, with the ratios of the sides there are', () => {
  expect(page('1m', '2026-01-01')).toBe(`## 1m

2026-01-01. 250,000 transactions and 750,000 interactions of six years. 2 cores.

| question | rows | postgres, ms | by hand, ms | postgres / by hand |
|---|---:|---:|---:|---:|
| one | 72 | 400 | 10.0 | 40.00 |
| two | 72 | 50.0 | 10.0 | 5.00 |

| what | goal | figure |  |
|---|---:|---:|---:|
| first fill | at most 1.5 x | 1.20 x | met |
`);
});

test('a section takes the place of the one of its scale; the others stay, the smallest first', () => {
  const first = withSection('', '20m', page('20m', '2026-01-01'));
  const both = withSection(first, '1m', page('1m', '2026-01-02'));
  const again = withSection(both, '20m', page('20m', '2026-01-03'));
  expect(again.match(/^## .*|^\d{4}-\d\d-\d\d/gm)).toEqual(['## 1m', '2026-01-02', '## 20m', '2026-01-03']);
  expect(withSection(again, '20m', page('20m', '2026-01-03'))).toBe(again);
});

test('answers are as far behind as the oldest event that was stored when they were asked for and is not in them', () => {
  const events = [
    { took: 5, version: 7, answeredAt: 100 },
    { took: 5, version: 8, answeredAt: 150 },
  ];
  expect(behind(events, [{ version: 6, begun: 90, at: 400 }])).toBe(0);
  expect(behind(events, [{ version: 6, begun: 160, at: 170 }])).toBe(60);
  expect(behind(events, [{ version: 7, begun: 160, at: 170 }])).toBe(10);
});
