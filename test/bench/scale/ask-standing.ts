// The standing questions put to several sides in rounds. All are first shown to give the same rows.
import { checkSame } from '../same-rows';
import { inRounds, slowTurns } from '../take-turns';
import type { Side } from './sides';
import type { StandingQuestion } from './standing-questions';

/** Median milliseconds of each side, by its name. */
export type Timing = {
  readonly question: string;
  readonly rows: number;
  readonly milliseconds: Readonly<Record<string, number>>;
};

export async function askStanding(
  questions: readonly StandingQuestion[],
  sides: readonly Side[],
  most: number,
  say: (line: string) => void,
): Promise<readonly Timing[]> {
  const timings: Timing[] = [];
  for (const question of questions) {
    const rows = await rowsOfAll(question, sides);
    const times = await inRounds(
      sides.map((side) => () => side.answer(question)),
      slowTurns(most),
    );
    const milliseconds = Object.fromEntries(sides.map(({ name }, index) => [name, times[index]!]));
    say(
      `${question.name}, ${rows} rows: ${sides.map(({ name }, index) => `${name} ${times[index]!.toFixed(1)} ms`).join(', ')}`,
    );
    timings.push({ question: question.name, rows, milliseconds });
  }
  return timings;
}

/** The number of rows. Throws unless every side gives the same. */
export async function rowsOfAll(question: StandingQuestion, sides: readonly Side[]): Promise<number> {
  const { name, keys } = question;
  const [first, ...others] = sides;
  const rows = await first!.rows(question);
  for (const other of others)
    checkSame({ name: `${name} (${other.name})`, keys, inOrder: keys === 0 }, rows, await other.rows(question));
  return rows.length;
}
