// Random filters: trees of all, any and not over everything, empty lists among them, and conditions with one operator or several,
// that list members the company has, and now and then one it has not.

import * as fc from 'fast-check';
import type { FilterInput } from '../../src/query/question/metric-question';
import type { Company } from './naive/company';
import { memberOrder, numeric } from './naive/dimensions';
import type { NaiveFilter } from './naive/question';
import { membersFor } from './random-dimension-members';
import { unstated } from './random-members';

export function arbitraryFilter(dimension: fc.Arbitrary<string>, company: Company): fc.Arbitrary<FilterInput> {
  const condition = dimension.chain((name) => arbitraryCondition(name, company));
  const { tree } = fc.letrec<{ tree: FilterInput }>((tie) => {
    const parts = fc.oneof(
      { weight: 8, arbitrary: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) },
      { weight: 1, arbitrary: fc.constant<FilterInput[]>([]) },
    );
    return {
      tree: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        { weight: 6, arbitrary: condition },
        { weight: 2, arbitrary: parts.map((all) => ({ all })) },
        { weight: 2, arbitrary: parts.map((any) => ({ any })) },
        { weight: 3, arbitrary: tie('tree').map((not) => ({ not })) },
      ),
    };
  });
  return tree;
}

/** What is no filter and is refused, alone or inside another. */
export function spoilt(filter: NaiveFilter): fc.Arbitrary<NaiveFilter> {
  const spoils = fc.constantFrom<NaiveFilter[]>(
    {},
    { dimension: 'REGION' },
    { dimension: 'REGION', in: null },
    { dimension: 'CUSTOMER', in: null, isNull: false },
    { dimension: 'COHORT_MONTH', in: ['2024-1'] },
    { dimension: 'COHORT_MONTH', gte: '2024' },
  );
  const around = fc.constantFrom<((spoil: NaiveFilter) => NaiveFilter)[]>(
    (spoil) => ({ not: spoil }),
    (spoil) => ({ all: [filter, spoil] }),
    (spoil) => ({ any: [spoil, filter] }),
  );
  return fc.tuple(spoils, around).map(([spoil, put]) => put(spoil));
}

/** What may be listed whether or not anything has it. */
const memberOfNothing: Readonly<Record<string, string>> = {
  GENDER: 'F',
  INTERACTION_KIND: 'login',
  AGENT_ROLE: 'sales',
  COHORT_MONTH: '2024-01',
};

function arbitraryCondition(dimension: string, company: Company): fc.Arbitrary<FilterInput> {
  const members = membersFor(dimension, company);
  // A list with a member that nothing has is refused: now and then that is asked too.
  const known = members.filter((each) => each !== unstated);
  const some = known.length > 0 ? known : [memberOfNothing[dimension] ?? unstated];
  const bound = fc.constantFrom(...(dimension === 'COHORT_MONTH' || members.length === 0 ? some : members));
  const listed = (of: readonly string[]) => fc.uniqueArray(fc.constantFrom(...of), { minLength: 1, maxLength: 4 });
  const several = fc.oneof(
    { weight: 30, arbitrary: listed(some) },
    { weight: dimension === 'COHORT_MONTH' ? 0 : 2, arbitrary: listed(members.length > 0 ? members : some) },
    { weight: 2, arbitrary: fc.constant<string[]>([]) },
  );
  const part = fc.tuple(fc.constantFrom(...some), fc.nat(2), fc.boolean()).map(([text, start, upper]) => {
    const letters = [...text].slice(start, start + 2).join('');
    return upper ? letters.toUpperCase() : letters;
  });
  const [hasOrder, hasText] = [
    !(dimension in memberOrder),
    !(dimension in memberOrder) && !numeric.includes(dimension),
  ];
  const operator = fc.oneof(
    { weight: 5, arbitrary: several.map((list): FilterInput => ({ in: list })) },
    { weight: 3, arbitrary: several.map((list): FilterInput => ({ notIn: list })) },
    { weight: 2, arbitrary: fc.boolean().map((isNull): FilterInput => ({ isNull })) },
    {
      weight: hasText ? 1 : 0,
      arbitrary: part.map((contains): FilterInput => (contains === '' ? { isNull: false } : { contains })),
    },
    { weight: hasOrder ? 1 : 0, arbitrary: bound.map((gte): FilterInput => ({ gte })) },
    { weight: hasOrder ? 1 : 0, arbitrary: fc.tuple(bound, bound).map(([gt, lte]): FilterInput => ({ gt, lte })) },
    { weight: hasOrder ? 1 : 0, arbitrary: bound.map((lt): FilterInput => ({ lt })) },
  );
  const together = fc
    .array(operator, { minLength: 2, maxLength: 3 })
    .map((operators): FilterInput => Object.assign({}, ...operators));
  // Several operators ask most where there are several members.
  return fc
    .oneof({ weight: dimension === 'TAG' ? 1 : 4, arbitrary: operator }, { weight: 1, arbitrary: together })
    .map((operators) => ({ dimension, ...operators }));
}
