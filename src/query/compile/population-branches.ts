// Which runs of customers a statement of states counts by, and which part of each adds to a measure: the base, those who leave
// it and those who stay are told by one pass through its spells where no periods overlap (instant-ladders.ts).
import type { PopulationMeasure } from '../../metrics/measure';
import { type Fragment, sql } from '../../sql/fragment';
import type { PopulationPlanned } from '../plan/query-plan';
import type { Compilation } from './compilation';
import type { Chain } from './instant-chains';
import { ladderOf, type Places, placesOf } from './instant-ladders';
import { comingBackOverlapping, leavingOverlapping } from './population-crossings';
import { baseWithLeaving, comingBack, leaving, type Run, runOf } from './population-runs';

/** Of the customers of a branch: all, those who leave at the place, or the others; all taken away; or nothing. */
export type Part = 'all' | 'leaving' | 'staying' | 'taken' | 'none';

type State = PopulationMeasure['state'];
export type RunOfBranch = { readonly as: string; readonly run: Run; readonly part: (of: State) => Part };

export type Runs = {
  /** The instants at whose places something is so of the customers. */
  readonly places: Places;
  readonly runs: readonly RunOfBranch[];
};

export function runsOf(measures: Measures, chain: Chain, compilation: Compilation): Runs {
  const [{ at }] = measures;
  const ladder = measures.some(({ state }) => crossings.includes(state)) ? ladderOf(chain, at) : null;
  const places = ladder ?? placesOf(chain, at);
  const runs =
    ladder === null
      ? runsOverlapping(measures, chain, places.instants, compilation)
      : [runOnLadder(measures, places.instants, compilation)];
  return { places, runs };
}

type Measures = PopulationPlanned['measures'];

/** States that rest on two instants of a period. */
const crossings: readonly State[] = ['lost', 'kept', 'reactivated'];

/** All that is asked of customers in the base from one pass through its spells. */
function runOnLadder(measures: Measures, ladder: readonly string[], compilation: Compilation): RunOfBranch {
  if (measures.every(({ state }) => state === 'reactivated'))
    return { as: 'coming_back', run: comingBack(ladder, compilation), part: () => 'all' };
  // A slice that nobody leaves has no row of its own.
  if (measures.every(({ state }) => state === 'lost'))
    return { as: 'leaving', run: leaving(ladder, compilation), part: () => 'all' };
  return {
    as: 'in_state',
    run: baseWithLeaving(ladder, compilation),
    part: (of) => (of === 'lost' ? 'leaving' : of === 'kept' ? 'staying' : 'all'),
  };
}

function runsOverlapping(
  measures: Measures,
  chain: Chain,
  at: readonly string[],
  compilation: Compilation,
): readonly RunOfBranch[] {
  const lists = { at, start: chain.start, end: chain.end };
  const runs: readonly (Omit<RunOfBranch, 'run'> & { readonly run: () => Run })[] = [
    {
      as: 'in_state',
      run: () => runOf(measures[0].state, at, chain.indexes.length, compilation),
      part: (of) => (of === 'lost' || of === 'reactivated' ? 'none' : 'all'),
    },
    // Who is kept is in the base and does not leave it.
    {
      as: 'leaving',
      run: () => leavingOverlapping(lists, compilation),
      part: (of) => (of === 'lost' ? 'all' : of === 'kept' ? 'taken' : 'none'),
    },
    {
      as: 'coming_back',
      run: () => comingBackOverlapping(lists, compilation),
      part: (of) => (of === 'reactivated' ? 'all' : 'none'),
    },
  ];
  return runs
    .filter(({ part }) => measures.some(({ state }) => part(state) !== 'none'))
    .map(({ run, ...rest }) => ({ ...rest, run: run() }));
}

/** What a part of a run counts in its range, and at each place of it. */
export function inRange(part: Part, value: () => Fragment): Fragment {
  if (part === 'none') return sql`0`;
  return part === 'taken' ? sql`-${value()}` : value();
}

export function atPlace(part: Part, value: Fragment): Fragment {
  switch (part) {
    case 'leaving':
      return sql`CASE WHEN place = leaves_at THEN ${value} ELSE 0 END`;
    case 'staying':
      return sql`CASE WHEN place = leaves_at THEN 0 ELSE ${value} END`;
    case 'all':
    case 'taken':
    case 'none':
      return value;
    default:
      return part satisfies never;
  }
}
