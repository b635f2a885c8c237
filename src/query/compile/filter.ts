// A filter as a condition over the members that a statement knows how to reach. It is TRUE of the rows that meet the filter
// and FALSE or NULL of all others: a condition of WHERE. So that nothing is ever the negation of NULL, `not` is taken down to
// the tests, and a test that must not hold says IS NOT TRUE; one that must hold stays plain, for indexes and zone maps.
import { dimensionOf } from '../../model/dimensions';
import type { Filter, MemberTest } from '../../model/filters';
import type { Dialect } from '../../sql/dialect';
import { bind, constant, type Fragment, join, sql } from '../../sql/fragment';
import type { MemberOf } from './slice-keys';

export type MemberScope = {
  readonly dialect: Dialect;
  /** The member of a dimension on the statement's row. */
  readonly member: MemberOf;
  /** The list of tags of the row's customer. */
  readonly tags: () => Fragment;
  /** The row's customer; 0 is nobody. */
  readonly customerNo: () => Fragment;
};

const mostListedMembers = 100;

const comparators = { gte: sql`>=`, gt: sql`>`, lte: sql`<=`, lt: sql`<` } as const;

export const compileFilter = (filter: Filter, scope: MemberScope): Fragment => condition(filter, true, scope);

/** `holds`: whether the filter is to hold, or its negation. */
function condition(filter: Filter, holds: boolean, scope: MemberScope): Fragment {
  switch (filter.kind) {
    case 'all':
    case 'any': {
      const parts = filter.of.map((each) => condition(each, holds, scope));
      return (filter.kind === 'all') === holds ? every(parts) : some(parts);
    }
    case 'not':
      return condition(filter.of, !holds, scope);
    case 'test': {
      const { dimension, tests } = filter;
      const parts =
        dimensionOf(dimension).source.kind === 'tag'
          ? tagTests(tests, holds, scope)
          : tests.map((test) => memberTest(dimension, test, holds, scope.member(dimensionOf(dimension)), scope));
      return holds ? every(parts) : some(parts);
    }
    case 'customers':
      return amongCustomers(filter, holds, scope);
    case 'condition':
      throw new Error('a condition on customers reached a statement before it was judged');
    default:
      return filter satisfies never;
  }
}

const every = (parts: readonly Fragment[]): Fragment => joined(parts, ' AND ', constant('TRUE'));
const some = (parts: readonly Fragment[]): Fragment => joined(parts, ' OR ', constant('FALSE'));

function joined(parts: readonly Fragment[], separator: ' AND ' | ' OR ', ofNone: Fragment): Fragment {
  if (parts.length < 2) return parts[0] ?? ofNone;
  return sql`(${join(parts, separator)})`;
}

/** A condition that may be NULL, or its negation, which is never. */
const unless = (test: Fragment, holds: boolean): Fragment => (holds ? test : sql`(${test}) IS NOT TRUE`);

/** Nobody meets no condition, hence every negation of one. */
function amongCustomers(
  { customers, except }: Extract<Filter, { kind: 'customers' }>,
  holds: boolean,
  scope: MemberScope,
): Fragment {
  const customerNo = scope.customerNo();
  const listed = customers.length === 0 ? null : scope.dialect.isOneOf(customerNo, customers);
  const isNobody = sql`${customerNo} = 0`;
  if (!except) return holds ? (listed ?? constant('FALSE')) : listed === null ? constant('TRUE') : sql`NOT (${listed})`;
  if (holds) return every([sql`${customerNo} <> 0`, ...(listed === null ? [] : [sql`NOT (${listed})`])]);
  return some([isNobody, ...(listed === null ? [] : [listed])]);
}

/** What the tests ask of the list of a customer's tags; those that ask for a tag ask for the same one. */
function tagTests(tests: readonly MemberTest[], holds: boolean, scope: MemberScope): readonly Fragment[] {
  const tags = scope.tags();
  const count = sql`coalesce(array_length(${tags}, 1), 0)`;
  const alone: Fragment[] = [];
  const ofOneTag: MemberTest[] = [];
  for (const test of tests) {
    if (test.kind === 'isNull' || test.kind === 'isKnown')
      alone.push((test.kind === 'isNull') === holds ? sql`${count} = 0` : sql`${count} > 0`);
    else if (test.kind === 'notIn') alone.push(anyOfTags(tags, test.members, !holds));
    else ofOneTag.push(test);
  }
  const [first, ...others] = ofOneTag;
  if (first === undefined) return alone;
  // An overlap has statistics of its own, and takes a fraction of the time that unnesting does.
  if (first.kind === 'in' && others.length === 0) return [...alone, anyOfTags(tags, first.members, holds)];
  const meets = every(ofOneTag.map((test) => memberTest('TAG', test, true, sql`one_tag.member`, scope)));
  const found = sql`EXISTS (SELECT 1 FROM (SELECT unnest(${tags}) AS member) AS one_tag WHERE ${meets})`;
  return [...alone, holds ? found : sql`NOT ${found}`];
}

function anyOfTags(tags: Fragment, members: readonly string[], holds: boolean): Fragment {
  if (members.length === 0) return constant(holds ? 'FALSE' : 'TRUE');
  return unless(sql`${tags} && ${bind(members, 'text[]')}`, holds);
}

function memberTest(
  dimension: string,
  test: MemberTest,
  holds: boolean,
  member: Fragment,
  scope: MemberScope,
): Fragment {
  const isNumber = dimensionOf(dimension).order === 'number';
  const value = (text: string): Fragment => (isNumber ? bind(Number(text), 'integer') : bind(text, 'text'));
  switch (test.kind) {
    case 'in':
    case 'notIn': {
      const wanted = (test.kind === 'in') === holds;
      const { members } = test;
      if (members.length === 0) return constant(wanted ? 'FALSE' : 'TRUE');
      // Each text is a parameter of its own as long as they are few; a statement has no more than 65,535.
      if (members.length <= mostListedMembers)
        return unless(sql`${member} IN (${join(members.map(value), ', ')})`, wanted);
      const list = isNumber ? bind(members.map(Number), 'integer[]') : bind(members, 'text[]');
      return unless(sql`${member} = ANY(${list})`, wanted);
    }
    case 'contains':
      return unless(sql`strpos(lower(${member}), lower(${bind(test.text, 'text')})) > 0`, holds);
    case 'order': {
      const compared = isNumber ? member : scope.dialect.byCodePoint(member);
      return unless(sql`${compared} ${comparators[test.operator]} ${value(test.bound)}`, holds);
    }
    case 'isNull':
    case 'isKnown':
      return (test.kind === 'isNull') === holds ? sql`${member} IS NULL` : sql`${member} IS NOT NULL`;
    default:
      return test satisfies never;
  }
}
