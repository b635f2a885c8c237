// A filter as a condition over the members that a statement knows how to reach.
import { dimensionOf } from '../model/dimensions';
import type { Filter, MemberTest } from '../model/filters';
import type { Dialect } from '../sql/dialect';
import { bind, type Fragment, join, sql } from '../sql/fragment';

export type MemberScope = {
  readonly dialect: Dialect;
  /** The member of a dimension on the statement's row. */
  readonly member: (dimension: string) => Fragment;
  /** The list of tags of the row's customer. */
  readonly tags: () => Fragment;
};

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
    case 'test':
      return dimensionOf(filter.dimension).source.kind === 'tag'
        ? anyTag(filter.test, scope)
        : memberTest(filter.dimension, filter.test, scope.member(filter.dimension), scope);
    default:
      return filter satisfies never;
  }
}

/** A customer has several tags: one that meets the test is enough, without tags it is unknown. */
function anyTag(test: MemberTest, scope: MemberScope): Fragment {
  const tags = scope.tags();
  const none = sql`coalesce(array_length(${tags}, 1), 0) = 0`;
  if (test.kind === 'isNull') return sql`(${none})`;
  return sql`CASE WHEN ${none} THEN NULL ELSE EXISTS (SELECT 1 FROM (SELECT unnest(${tags}) AS member) AS one_tag WHERE ${memberTest('TAG', test, sql`one_tag.member`, scope)}) END`;
}

function memberTest(dimension: string, test: MemberTest, member: Fragment, scope: MemberScope): Fragment {
  const isNumber = dimensionOf(dimension).order === 'number';
  const value = (text: string): Fragment => (isNumber ? bind(Number(text), 'integer') : bind(text, 'text'));
  switch (test.kind) {
    case 'in':
      return sql`${member} IN (${join(test.members.map(value), ', ')})`;
    case 'contains':
      return sql`strpos(lower(${member}), lower(${bind(test.text, 'text')})) > 0`;
    case 'order':
      return isNumber
        ? sql`${member} ${comparators[test.operator]} ${value(test.bound)}`
        : sql`${scope.dialect.byCodePoint(member)} ${comparators[test.operator]} ${value(test.bound)}`;
    case 'isNull':
      return sql`${member} IS NULL`;
    default:
      return test satisfies never;
  }
}
