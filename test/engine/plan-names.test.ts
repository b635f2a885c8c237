// Which statements keep a plan.
import { planNames } from '../../src/engine/plan-names';

const asked = (nameOf: (text: string) => string | null, text: string, times: number) =>
  Array.from({ length: times }, () => nameOf(text));

test('a text has a plan from the third time on, always under the same name', () => {
  const nameOf = planNames();
  expect(asked(nameOf, 'a', 4)).toEqual([null, null, 'often_1', 'often_1']);
  expect(asked(nameOf, 'b', 3)).toEqual([null, null, 'often_2']);
  expect(nameOf('a')).toBe('often_1');
});

test('fifty have one; whatever comes later has none', () => {
  const nameOf = planNames();
  const names = Array.from({ length: 60 }, (_, index) => asked(nameOf, `text ${index}`, 3)[2]);
  expect(new Set(names.slice(0, 50)).size).toBe(50);
  expect(names.slice(50)).toEqual(Array(10).fill(null));
  expect(nameOf('text 0')).toBe(names[0]);
});

test('texts that come once are forgotten: a thousand of them, and the count begins anew', () => {
  const nameOf = planNames();
  expect(asked(nameOf, 'a', 2)).toEqual([null, null]);
  for (let index = 0; index < 1_000; index += 1) nameOf(`once ${index}`);
  expect(asked(nameOf, 'a', 3)).toEqual([null, null, 'often_1']);
});
