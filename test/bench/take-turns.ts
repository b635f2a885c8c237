// Times several ways to the same end by turns, so that whatever else the machine does falls on both.
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
  const [first, second] = await inRounds([one, other], turns);
  return { one: first!, other: second! };
}

/** The median milliseconds of each, warm. Every round has all of them. */
export async function inRounds(works: readonly Work[], turns: Turns): Promise<readonly number[]> {
  for (let turn = 0; turn < turns.warmUp; turn += 1) for (const work of works) await work();
  const times = works.map((): number[] => []);
  const deadline = performance.now() + turns.patience;
  for (let turn = 0; turn < turns.most && (turn < turns.fewest || performance.now() < deadline); turn += 1)
    for (const [index, work] of works.entries()) times[index]!.push(await milliseconds(work));
  return times.map(median);
}
