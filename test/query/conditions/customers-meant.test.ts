// Customers within bounds, and those who are among both of two: named, or all but those named.
import { customersOfBoth, customersWithin } from '../../../src/query/conditions/customers-meant';

const named = (...customers: number[]) => ({ kind: 'customers', customers, except: false }) as const;
const allBut = (...customers: number[]) => ({ kind: 'customers', customers, except: true }) as const;

describe('customers of both', () => {
  it.each([
    ['are named by both', named(1, 2, 3), named(3, 4, 2), named(2, 3)],
    ['are named and not left out', named(1, 2, 3), allBut(2, 9), named(1, 3)],
    ['whichever comes first', allBut(2, 9), named(1, 2, 3), named(1, 3)],
    ['are left out by neither', allBut(1, 2), allBut(2, 3), allBut(1, 2, 3)],
    ['may be none', named(1), named(2), named()],
    ['are everyone where nobody is left out', allBut(), allBut(), allBut()],
  ])('%s', (_title, left, right, both) => {
    expect(customersOfBoth(left, right)).toEqual(both);
  });
});

describe('customers within bounds', () => {
  const of = { customers: [1, 2, 3, 4], values: [2, 3, null, 0] };
  it('are named where nothing is not within them', () => {
    expect(customersWithin({ gte: 3 }, { ofNothing: 0, ...of })).toEqual(named(2));
    expect(customersWithin({ gt: 2, lt: 4 }, { ofNothing: 0, ...of })).toEqual(named(2));
    expect(customersWithin({ lte: 2 }, { ofNothing: null, ...of })).toEqual(named(1, 4));
  });
  it('are all but those outside where nothing is within them', () => {
    expect(customersWithin({ lt: 3 }, { ofNothing: 0, ...of })).toEqual(allBut(2, 3));
    expect(customersWithin({ eq: 0 }, { ofNothing: 0, ...of })).toEqual(allBut(1, 2, 3));
  });
});
