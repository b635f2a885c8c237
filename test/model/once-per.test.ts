// Caches: what is worked out once for a thing, or for what a text tells apart.
import { oncePer, oncePerText } from '../../src/model/once-per';

it('works out a thing once, also where nothing comes of it', () => {
  const made: string[] = [];
  const lengthOf = oncePer(({ name }: { readonly name: string }) => {
    made.push(name);
    return name === '' ? undefined : name.length;
  });
  const [anna, nobody] = [{ name: 'anna' }, { name: '' }];
  expect([anna, nobody, anna, nobody, { name: 'anna' }].map(lengthOf)).toEqual([4, undefined, 4, undefined, 4]);
  expect(made).toEqual(['anna', '', 'anna']);
});

it('works out once what the text tells apart', () => {
  const made: number[] = [];
  const half = oncePerText(
    (number: number, unit: string) => `${number} ${unit}`,
    (number, unit) => {
      made.push(number);
      return `${number / 2} ${unit}`;
    },
  );
  expect([half(4, 'm'), half(4, 'm'), half(4, 's'), half(6, 'm')]).toEqual(['2 m', '2 m', '2 s', '3 m']);
  expect(made).toEqual([4, 4, 6]);
});
