// How a suite tells what it saw to whoever asked for figures (`npm run check:faults`); in `npm test` nobody does. And how it
// takes the numbers of a long run from the environment.
import { appendFileSync } from 'node:fs';

/** One line, as it stands in the table. */
export function tellFigure(figure: string): void {
  const { TRUST_FIGURES } = process.env;
  if (TRUST_FIGURES !== undefined) appendFileSync(TRUST_FIGURES, `${figure}\n`);
}

/** A count that the environment may make larger. */
export function countOf(variable: string, usual: number): number {
  const given = process.env[variable];
  if (given === undefined || given === '') return usual;
  if (!/^[1-9]\d{0,5}$/.test(given)) throw new Error(`${variable}=${given} is not a whole number above 0`);
  return Number(given);
}

/** The seed of the moments of a suite: FAULT_SEED, or one of this run. */
export const seedOf = (): number => countOf('FAULT_SEED', 1 + (Date.now() % 999_999));
