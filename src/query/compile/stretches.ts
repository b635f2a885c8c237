// Spans of time cut at every border of any of them: between two borders a row belongs to the same spans. Pure functions.
import { instantOf } from '../../model/calendar';
import { millisecondsPerDay } from '../../model/day-length';
import { oncePer } from '../../model/once-per';
import type { SpanRow } from '../plan/spans';

/** By what rows are told apart: their business day, or their instant. */
export type Border = 'date' | 'timestamptz';

export type Cut = {
  readonly border: Border;
  /** Where stretches begin, in order, and where the last one ends (exclusive). */
  readonly borders: readonly string[];
  /** Of each stretch the places of the spans it lies in. */
  readonly members: readonly (readonly number[])[];
  /** Whether a stretch lies in several. */
  readonly overlap: boolean;
  /** Of each stretch the one span it lies in, or -1, where none overlap. */
  readonly indexes: readonly number[];
  /** Whether a stretch lies in none. */
  readonly hasGaps: boolean;
  /** The spans in the order of time, where each begins and ends no earlier than the one before it; else null. */
  readonly order: readonly number[] | null;
};

/** A border as a number that orders, and as what a statement is bound to. */
type Point = { readonly at: bigint; readonly text: string };

const pointOfDay = (days: number): Point => ({
  at: BigInt(days),
  text: new Date(days * millisecondsPerDay).toISOString().slice(0, 10),
});
const pointOfInstant = (text: string): Point => ({
  at: text === '-infinity' ? -(2n ** 100n) : instantOf(text).epochNanoseconds,
  text,
});

const reachOf = ({ startsAt, endsAt, firstDate, lastDate }: SpanRow, border: Border): readonly [Point, Point] =>
  border === 'date'
    ? [
        pointOfDay(Date.parse(firstDate) / millisecondsPerDay),
        pointOfDay(Date.parse(lastDate) / millisecondsPerDay + 1),
      ]
    : [pointOfInstant(startsAt), pointOfInstant(endsAt)];

/** The earlier first. */
export const compareInstants = (left: string, right: string): number =>
  compare(pointOfInstant(left), pointOfInstant(right));

/** The first and the last of some instants. */
export function outermost(instants: readonly string[]): readonly [earliest: string, latest: string] {
  const points = instants.map(pointOfInstant);
  const [first] = points;
  let [earliest, latest] = [first!, first!];
  for (const point of points) {
    if (point.at < earliest.at) earliest = point;
    if (point.at > latest.at) latest = point;
  }
  return [earliest.text, latest.text];
}

/** However many statements of a plan rest on the same spans. */
const cutByDate = oncePer((spans: readonly SpanRow[]) => newCut(spans, 'date'));
const cutByInstant = oncePer((spans: readonly SpanRow[]) => newCut(spans, 'timestamptz'));

export const cutSpans = (spans: readonly SpanRow[], border: Border): Cut =>
  border === 'date' ? cutByDate(spans) : cutByInstant(spans);

function newCut(spans: readonly SpanRow[], border: Border): Cut {
  const reaches = spans.map((span) => reachOf(span, border));
  const points = new Map(reaches.flat().map((point) => [point.at, point]));
  const sorted = [...points.values()].sort((left, right) => (left.at < right.at ? -1 : 1));
  const position = new Map(sorted.map(({ at }, index) => [at, index]));
  const members: number[][] = sorted.slice(1).map(() => []);
  reaches.forEach(([from, to], index) => {
    for (let stretch = position.get(from.at)!; stretch < position.get(to.at)!; stretch++) members[stretch]!.push(index);
  });
  return {
    border,
    borders: sorted.map(({ text }) => text),
    members,
    overlap: members.some((indexes) => indexes.length > 1),
    indexes: members.map(([index]) => index ?? -1),
    hasGaps: members.some((indexes) => indexes.length === 0),
    order: staircaseOrder(reaches),
  };
}

function staircaseOrder(reaches: readonly (readonly [Point, Point])[]): readonly number[] | null {
  const order = reaches
    .map((_, index) => index)
    .sort(
      (left, right) => compare(reaches[left]![0], reaches[right]![0]) || compare(reaches[left]![1], reaches[right]![1]),
    );
  const ascends = order.every(
    (index, place) => place === 0 || compare(reaches[order[place - 1]!]![1], reaches[index]![1]) <= 0,
  );
  return ascends ? order : null;
}

const compare = (left: Point, right: Point): number => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0);
