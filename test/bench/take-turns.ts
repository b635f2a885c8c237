// Times two ways to the same end by turns, so that whatever else the machine does falls on both.
import { median } from './figure';

type Work = () => Promise<unknown>;

export type Turns = {
  readonly warmUp: number;
  /** Enough for a median; more are taken while there is time. */
  readonly fewest: number;
  readonly most: number;
  /** Milliseconds. */
  readonly patience: number;
};

/** For requests of some milliseconds. */
export const quickTurns = (most: number): Turns => ({ warmUp: 10, fewest: 20, most, patience: 20_000 });
/** For statements that may take seconds. */
export const slowTurns = (most: number): Turns => ({ warmUp: 1, fewest: 5, most, patience: 15_000 });

async function milliseconds(work: Work): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** The median milliseconds of each, warm. */
export async function takeTurns(one: Work, other: Work, turns: Turns): Promise<{ one: number; other: number }> {
  for (let turn = 0; turn < turns.warmUp; turn += 1) {
    await one();
    await other();
  }
  const times: { readonly one: number[]; readonly other: number[] } = { one: [], other: [] };
  const deadline = performance.now() + turns.patience;
  for (let turn = 0; turn < turns.most && (turn < turns.fewest || performance.now() < deadline); turn += 1) {
    times.one.push(await milliseconds(one));
    times.other.push(await milliseconds(other));
  }
  return { one: median(times.one), other: median(times.other) };
}
