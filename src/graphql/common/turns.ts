// Long work goes a slice at a time, and only one slice between two looks at what else has come: however many requests work at
// once, whoever comes waits for one slice.

/** In milliseconds. */
const longestTurn = 15;

const waiting: (() => void)[] = [];

/** Whether who began then should let others in. */
export const turnIsOver = (began: number): boolean => performance.now() - began > longestTurn;

/** Resolves when it is this one's turn. */
export function takeTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(giveTurn);
  });
}

function giveTurn(): void {
  const next = waiting.shift();
  if (waiting.length > 0) setImmediate(giveTurn);
  next?.();
}
