// Times two ways to the same end by turns, so that whatever else the machine does falls on both.
import { median } from './figure';

type Work = () => Promise<unknown>;

const warmUp = 10;
/** Enough for a median; more are taken while there is time. */
const fewest = 20;
const patience = 20_000;

async function milliseconds(work: Work): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** The median milliseconds of each, warm. */
export async function takeTurns(one: Work, other: Work, most: number): Promise<{ one: number; other: number }> {
  for (let turn = 0; turn < warmUp; turn += 1) {
    await one();
    await other();
  }
  const times: { readonly one: number[]; readonly other: number[] } = { one: [], other: [] };
  const deadline = performance.now() + patience;
  for (let turn = 0; turn < most && (turn < fewest || performance.now() < deadline); turn += 1) {
    times.one.push(await milliseconds(one));
    times.other.push(await milliseconds(other));
  }
  return { one: median(times.one), other: median(times.other) };
}
