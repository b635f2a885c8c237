// 95 % intervals, against figures worked out apart from the program: Wilson's as the roots of (p - k/n)^2 = z^2 p(1 - p)/n by
// bisection, that of NPS from the mean square of answers +1, 0 and -1.
import { scoreInterval, wilsonInterval } from '../../../src/query/assemble/interval';

const about = (low: number, high: number) => ({ low: expect.closeTo(low, 8), high: expect.closeTo(high, 8) });

describe('of a proportion', () => {
  it.each<[number, number, number, number]>([
    [40, 200, 15.0452009261, 26.0855186565],
    // Newcombe 1998, table I: 81 of 263 gives .2553 to .3662, 15 of 148 .0624 to .1605.
    [81, 263, 25.5288519878, 36.6209576983],
    [15, 148, 6.2386399531, 16.0487241723],
    [50, 100, 40.3831530366, 59.6168469634],
    [1, 2, 9.4531205734, 90.5468794266],
    [0, 10, 0, 27.7532799863],
    [10, 10, 72.2467200137, 100],
    [1, 1, 20.6549314377, 100],
  ])('%p of %p', (met, of, low, high) => {
    expect(wilsonInterval(met, of)).toEqual(about(low, high));
  });

  it('never leaves 0 to 100', () => {
    for (let of = 1; of <= 200; of++)
      for (const met of [0, 1, of - 1, of]) {
        const { low, high } = wilsonInterval(met, of)!;
        expect([low >= 0, high <= 100, low <= (100 * met) / of + 1e-12, high >= (100 * met) / of - 1e-12]).toEqual([
          true,
          true,
          true,
          true,
        ]);
      }
  });

  it('mirrors that of the others', () => {
    const [met, others] = [wilsonInterval(7, 40)!, wilsonInterval(33, 40)!];
    expect([100 - others.high, 100 - others.low]).toEqual([expect.closeTo(met.low, 9), expect.closeTo(met.high, 9)]);
  });

  it.each<[string, number, number]>([
    ['nothing', 0, 0],
    ['more than all', 3, 2],
    ['less than none', -1, 5],
    ['a negative number', 1, -5],
  ])('is none of %s', (_title, met, of) => {
    expect(wilsonInterval(met, of)).toBeNull();
  });
});

describe('of a score', () => {
  it.each<[number, number, number, number, number]>([
    [3, 9, 60, -21.0293334336, 1.0293334336],
    [9, 3, 60, -1.0293334336, 21.0293334336],
    [70, 10, 100, 46.9990697213, 73.0009302787],
    [5, 5, 10, -61.9795032305, 61.9795032305],
    // Cut off at 100: it would be 106.2558.
    [2, 1, 4, -56.2558142416, 100],
    [1, 2, 4, -100, 56.2558142416],
  ])('%p promoters and %p detractors of %p', (promoters, detractors, answers, low, high) => {
    expect(scoreInterval(promoters, detractors, answers)).toEqual(about(low, high));
  });

  it('is a point where all answers are alike', () => {
    expect(scoreInterval(0, 0, 10)).toEqual({ low: 0, high: 0 });
    expect(scoreInterval(10, 0, 10)).toEqual({ low: 100, high: 100 });
  });

  it('is none of nothing', () => {
    expect(scoreInterval(0, 0, 0)).toBeNull();
  });
});
