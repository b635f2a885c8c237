// A question for customers as it is meant: the filter, the words, the order and the place where the page before ended.
import { createHash } from 'node:crypto';
import { UserError } from '../../errors';
import { chooseName, refuseArgument } from '../../model/choose-argument';
import { collectFaults } from '../../model/faults';
import type { SavedFilters } from '../../model/filters';
import { customerDimensions } from '../../model/member-places';
import { segmentsBehind } from '../../model/segment';
import { refuseOthers } from '../../query/journeys/refuse-others';
import type { FilterInput } from '../../query/question/metric-question';
import type { Around } from '../../query/question/scope';
import type { ParameterType } from '../../sql/fragment';
import { type Standing, standingOf } from '../portrait/standing';
import { type CustomerOrder, customerOrders, type OrderValue, orderKeys } from './customer-order';
import { wordsOf } from './search-text';

export type SearchQuestion = {
  readonly where?: FilterInput | null;
  readonly text?: string | null;
  readonly orderBy?: string | null;
  readonly first?: number | null;
  readonly after?: string | null;
  readonly asOf?: string | null;
};

export type SearchQuery = {
  readonly standing: Standing;
  readonly words: readonly string[];
  readonly order: CustomerOrder;
  readonly first: number;
  /** The values of the order, of the last customer of the page before. */
  readonly after: readonly OrderValue[] | null;
  /** What cursors belong to. */
  readonly hash: string;
};

export const mostFound = 1_000;

/** Throws a UserError for what cannot be meant, several where there are several faults. */
export function parseSearch(question: SearchQuestion, around: Around): SearchQuery {
  const { check, refuse } = collectFaults();
  const standing = check('where', () => {
    const own = standingOf(question.asOf, around, question.where);
    refuseOthers(own.scope, 'A search for customers', customerDimensions);
    return own;
  });
  const words = check('text', () => wordsOf(question.text));
  const order = check('orderBy', () => chooseName('orderBy', question.orderBy ?? 'CLV_DESC', customerOrders));
  const first = check('first', () => customersAsked(question.first ?? 50));
  const hash = hashOf(question, around.segments ?? new Map());
  const after = check('after', () => (question.after == null ? null : readPlace(question.after, order(), hash)));
  refuse();
  return { standing: standing(), words: words(), order: order(), first: first(), after: after(), hash };
}

function customersAsked(first: number): number {
  if (Number.isInteger(first) && first >= 1 && first <= mostFound) return first;
  const hint = `Give a whole number from 1 to ${mostFound}, and page with after.`;
  return refuseArgument('first', `${first} customers cannot be asked for`, hint);
}

export const writePlace = ({ hash }: Pick<SearchQuery, 'hash'>, values: readonly OrderValue[]): string =>
  Buffer.from(JSON.stringify([hash, ...values])).toString('base64url');

/** Throws INVALID_CURSOR, or CURSOR_OF_OTHER_QUESTION. */
function readPlace(given: string, order: CustomerOrder, hash: string): readonly OrderValue[] {
  const refuse = (): never => {
    throw new UserError('INVALID_CURSOR', { given: given.length > 60 ? `${given.slice(0, 60)}...` : given });
  };
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(given, 'base64url').toString('utf8'));
  } catch {
    return refuse();
  }
  if (!Array.isArray(parts) || typeof parts[0] !== 'string') return refuse();
  if (parts[0] !== hash) throw new UserError('CURSOR_OF_OTHER_QUESTION', {});
  const keys = orderKeys[order];
  const values = parts.slice(1) as readonly unknown[];
  const fits = keys.every(({ type }, index) => fitsType(values[index], type));
  if (values.length !== keys.length || !fits || values.at(-1) === null) return refuse();
  return values as readonly OrderValue[];
}

function fitsType(value: unknown, type: ParameterType): boolean {
  if (value === null) return true;
  if (type === 'double precision') return Number.isFinite(value);
  if (typeof value !== 'string') return false;
  if (type === 'timestamptz') return /^\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(value);
  return type === 'text' ? !value.includes('\0') : /^-?\d{1,14}(\.\d{1,4})?$/.test(value);
}

/** The same for the same question of the same segments, without the page. */
function hashOf({ where, text, orderBy, asOf }: SearchQuestion, segments: SavedFilters): string {
  const asked = [where ?? null, text ?? null, orderBy ?? 'CLV_DESC', asOf ?? null, segmentsBehind(where, segments)];
  return createHash('sha256')
    .update(JSON.stringify(['customers', ...asked]))
    .digest('base64url')
    .slice(0, 16);
}
