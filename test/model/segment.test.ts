// What segments rest on: found through every branch and condition, read only when needed, never in a circle.
import type { FilterArguments } from '../../src/model/filters';
import { segmentsBehind, segmentsBeneath, segmentsFor, segmentsUsed } from '../../src/model/segment';

const north: FilterArguments = { dimension: 'REGION', in: ['north'] };
const saved = (entries: Record<string, FilterArguments>) => new Map(Object.entries(entries));
const condition = (where: FilterArguments): FilterArguments => ({ metric: { metric: 'ORDERS', gte: 1, where } });

test('names are found in every branch and in conditions', () => {
  const where: FilterArguments = {
    all: [{ segment: 'a' }, { any: [north, { not: { segment: 'b' } }] }, condition({ segment: 'c' })],
  };
  expect([...segmentsUsed(where)].sort()).toEqual(['a', 'b', 'c']);
  expect([...segmentsUsed(north)]).toEqual([]);
});

test('names are found among as many branches as a request can hold', () => {
  const where = { any: [...Array.from({ length: 200_000 }, () => north), { segment: 'a' }] };
  expect([...segmentsUsed(where)]).toEqual(['a']);
});

test('segments are read where the filter names one', async () => {
  let reads = 0;
  const read = async () => {
    reads++;
    return saved({ a: north });
  };
  expect((await segmentsFor(null, read)).size + (await segmentsFor(north, read)).size + reads).toBe(0);
  expect((await segmentsFor({ not: { segment: 'a' } }, read)).get('a')).toBe(north);
  expect((await segmentsFor({ segment: 'a' }, undefined)).size).toBe(0);
  expect(reads).toBe(1);
});

test('what a filter means rests on every definition behind it, by name', () => {
  const segments = saved({ z: north, a: { segment: 'z' }, b: condition({ segment: 'a' }), other: north });
  expect(segmentsBehind({ any: [{ segment: 'b' }, { segment: 'gone' }] }, segments).map(([name]) => name)).toEqual([
    'a',
    'b',
    'z',
  ]);
  expect(segmentsBehind(null, segments)).toEqual([]);
});

test('a segment that several rest on is no circle', () => {
  const segments = saved({
    a: north,
    b: { segment: 'a' },
    c: { segment: 'a' },
    d: { all: [{ segment: 'b' }, { segment: 'c' }] },
  });
  expect([...segmentsBeneath('d', segments)].sort()).toEqual(['a', 'b', 'c']);
});

test('a circle is told with its path, and an unknown name with those that are known', () => {
  const circle = saved({ a: condition({ segment: 'b' }), b: { not: { segment: 'a' } }, c: { segment: 'a' } });
  expect(() => segmentsBeneath('c', circle)).toThrow('c > a > b > a');
  expect(() => segmentsBeneath('x', saved({ x: { segment: 'nort' }, north }))).toThrow('Did you mean north?');
});
