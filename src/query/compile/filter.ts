// A filter as a condition over the members that a statement knows how to reach.
import { dimensionOf } from '../../model/dimensions';
import type { Filter, MemberTest } from '../../model/filters';
import type { Dialect } from '../../sql/dialect';
import { bind, type Fragment, join, sql } from '../../sql/fragment';
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

export function compileFilter(filter: Filter, scope: MemberScope): Fragment {
  switch (filter.kind) {
    case 'all':
      return sql`(${join(
        filter.of.map((each) => compileFilter(each, scope)),
        ' AND ',
      )})`;
    case 'any':
      return sql`(${join(
        filter.of.map((each) => compileFilter(each, scope)),
        ' OR ',
      )})`;
    case 'not':
      return sql`NOT (${compileFilter(filter.of, scope)})`;
    case 'test': {
      const { dimension, tests } = filter;
      if (dimensionOf(dimension).source.kind === 'tag') return oneTag(tests, scope);
      return everyTest(dimension, tests, scope.member(dimensionOf(dimension)), scope);
    }
    case 'customers': {
      const customerNo = scope.customerNo();
      const { customers } = filter;
      const isOne = customers.length === 0 ? sql`FALSE` : sql`${customerNo} = ANY(${bind(customers, 'integer[]')})`;
      return sql`CASE WHEN ${customerNo} = 0 THEN NULL ELSE ${filter.except ? sql`NOT (${isOne})` : isOne} END`;
    }
    case 'condition':
      throw new Error('a condition on customers reached a statement before it was judged');
    default:
      return filter satisfies never;
  }
}

function everyTest(dimension: string, tests: readonly MemberTest[], member: Fragment, scope: MemberScope): Fragment {
  const written = tests.map((test) => memberTest(dimension, test, member, scope));
  return written.length === 1 ? written[0]! : sql`(${join(written, ' AND ')})`;
}

/** A customer has several tags: one that meets every test is enough; without tags all but isNull and isKnown is unknown. */
function oneTag(tests: readonly MemberTest[], scope: MemberScope): Fragment {
  const tags = scope.tags();
  const none = sql`coalesce(array_length(${tags}, 1), 0) = 0`;
  const conditions = tests.flatMap((test) =>
    test.kind === 'isNull' ? [sql`${none}`] : test.kind === 'isKnown' ? [sql`NOT (${none})`] : [],
  );
  const ofMember = tests.filter(({ kind }) => kind !== 'isNull' && kind !== 'isKnown');
  if (ofMember.length > 0) {
    const held = everyTest('TAG', ofMember, sql`one_tag.member`, scope);
    conditions.push(
      sql`CASE WHEN ${none} THEN NULL ELSE EXISTS (SELECT 1 FROM (SELECT unnest(${tags}) AS member) AS one_tag WHERE ${held}) END`,
    );
  }
  return sql`(${join(conditions, ' AND ')})`;
}

function memberTest(dimension: string, test: MemberTest, member: Fragment, scope: MemberScope): Fragment {
  const isNumber = dimensionOf(dimension).order === 'number';
  const value = (text: string): Fragment => (isNumber ? bind(Number(text), 'integer') : bind(text, 'text'));
  // Each text is a parameter of its own as long as they are few; a statement has no more than 65,535.
  const listed = (members: readonly string[]): Fragment => join(members.map(value), ', ');
  const anyOf = (members: readonly string[]): Fragment =>
    sql`${member} = ANY(${isNumber ? bind(members.map(Number), 'integer[]') : bind(members, 'text[]')})`;
  const areFew = (test.kind === 'in' || test.kind === 'notIn') && test.members.length <= mostListedMembers;
  switch (test.kind) {
    case 'in':
      return areFew ? sql`${member} IN (${listed(test.members)})` : anyOf(test.members);
    case 'notIn':
      return areFew ? sql`${member} NOT IN (${listed(test.members)})` : sql`NOT (${anyOf(test.members)})`;
    case 'contains':
      return sql`strpos(lower(${member}), lower(${bind(test.text, 'text')})) > 0`;
    case 'order':
      return isNumber
        ? sql`${member} ${comparators[test.operator]} ${value(test.bound)}`
        : sql`${scope.dialect.byCodePoint(member)} ${comparators[test.operator]} ${value(test.bound)}`;
    case 'isNull':
      return sql`${member} IS NULL`;
    case 'isKnown':
      return sql`${member} IS NOT NULL`;
    default:
      return test satisfies never;
  }
}
