// The climb on hills whose top is known.
import type { Likelihood } from '../../../src/customer/models/likelihood';
import { maximise } from '../../../src/customer/models/maximise';

/** -(ln x - ln top)^2, a hill in the logarithm. */
const hill =
  (top: number): Likelihood =>
  ([x]) => {
    const away = Math.log(x! / top);
    return { value: -away * away, slopes: [(-2 * away) / x!], curvature: [[(-2 + 2 * away) / (x! * x!)]] };
  };

it('finds a top inside the bounds', () => {
  const found = maximise(hill(7), [1]);
  expect(found.parameters[0]).toBeCloseTo(7, 10);
  expect(found.logLikelihood).toBeCloseTo(0, 14);
  expect(found.slopeLeft).toBeLessThan(1e-7);
});

it.each([
  [1e-6, 0.001],
  [1e9, 1000],
])('ends on the edge when the top, %f, is beyond it', (top, edge) => {
  const found = maximise(hill(top), [1]);
  expect(found.parameters).toEqual([edge]);
  // The slope that points outwards is none that is left.
  expect(found.slopeLeft).toBe(0);
});

it('begins on the edge where a start is beyond it, and leaves it again', () => {
  expect(maximise(hill(7), [0]).parameters[0]).toBeCloseTo(7, 10);
  expect(maximise(hill(7), [5000]).parameters[0]).toBeCloseTo(7, 10);
});

it('climbs from where the hill bends upwards', () => {
  // 1 / (1 + away^2) bends upwards beyond away = 0.58; from 50 the top at 2 is 3.2 away.
  const bell: Likelihood = ([x]) => {
    const away = Math.log(x! / 2);
    const base = 1 + away * away;
    const slope = (-2 * away) / base ** 2;
    const bend = (6 * away * away - 2) / base ** 3;
    return { value: 1 / base, slopes: [slope / x!], curvature: [[(bend - slope) / (x! * x!)]] };
  };
  expect(maximise(bell, [50]).parameters[0]).toBeCloseTo(2, 6);
});

it('follows a ridge to the edge', () => {
  // Only x / y matters much: -(ln x/y)^2 - 1/y rises for ever along x = y.
  const ridge: Likelihood = ([x, y]) => {
    const away = Math.log(x! / y!);
    return {
      value: -away * away - 1 / y!,
      slopes: [(-2 * away) / x!, (2 * away) / y! + 1 / (y! * y!)],
      curvature: [
        [(-2 + 2 * away) / (x! * x!), 2 / (x! * y!)],
        [2 / (x! * y!), (-2 - 2 * away) / (y! * y!) - 2 / y! ** 3],
      ],
    };
  };
  const found = maximise(ridge, [1, 1]);
  expect(found.parameters[1]).toBe(1000);
  expect(found.parameters[0]).toBeCloseTo(1000, 3);
  expect(found.iterations).toBeLessThan(40);
});

it('tells what is left where no likelihood is finite', () => {
  const found = maximise(() => ({ value: Number.NaN, slopes: [Number.NaN], curvature: [[Number.NaN]] }), [1]);
  expect(found.logLikelihood).toBeNaN();
});
