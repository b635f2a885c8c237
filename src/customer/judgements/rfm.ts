// RFM: how long ago, how often and for how much a customer bought, each from 1 to 5 by its rank in the reference base, and the
// segment that follows.
import type { RfmSegment } from '../../model/judgements';
import type { Evidence } from '../history/evidence';
import { rankOfFive } from './rank';
import { type ReferenceBase, recencyOf } from './reference-base';

export type Rfm = { readonly recency: number; readonly frequency: number; readonly monetary: number };

/** Null against nobody. */
export function rfmOf(evidence: Evidence, base: ReferenceBase): Rfm | null {
  const recency = rankOfFive(base.recency, recencyOf(evidence, base.date));
  const frequency = rankOfFive(base.orders, evidence.orders);
  const monetary = rankOfFive(base.revenue, evidence.revenue);
  return recency === null || frequency === null || monetary === null ? null : { recency, frequency, monetary };
}

type Segments = readonly [RfmSegment, RfmSegment, RfmSegment, RfmSegment, RfmSegment];

const longAgo: Segments = ['HIBERNATING', 'HIBERNATING', 'AT_RISK', 'AT_RISK', 'CANNOT_LOSE'];

/** By recency, then by frequency and monetary together. */
const segments: readonly [Segments, Segments, Segments, Segments, Segments] = [
  longAgo,
  longAgo,
  ['ABOUT_TO_SLEEP', 'ABOUT_TO_SLEEP', 'NEED_ATTENTION', 'LOYAL', 'LOYAL'],
  ['PROMISING', 'POTENTIAL_LOYALIST', 'POTENTIAL_LOYALIST', 'LOYAL', 'LOYAL'],
  ['RECENT', 'POTENTIAL_LOYALIST', 'POTENTIAL_LOYALIST', 'CHAMPIONS', 'CHAMPIONS'],
];

export const rfmSegmentOf = ({ recency, frequency, monetary }: Rfm): RfmSegment =>
  segments[recency - 1]![Math.floor((frequency + monetary + 1) / 2) - 1]!;
