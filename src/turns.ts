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

/** Work that may be left off at every yield. */
export type Steps<Result> = Generator<void, Result, void>;

/** Does the work, with turns for others in between. */
export async function inTurns<Result>(steps: Steps<Result>): Promise<Result> {
  let began = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (!turnIsOver(began)) continue;
    await takeTurn();
    began = performance.now();
  }
}

/** Does the work in one go. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** So many elements are looked at between two yields. */
const stride = 200;

export function* mapped<Item, Result>(items: readonly Item[], make: (item: Item) => Result): Steps<Result[]> {
  const made: Result[] = [];
  for (const item of items) {
    made.push(make(item));
    if (made.length % stride === 0) yield;
  }
  return made;
}

/** As Array's own sort does: what compares equal stays in its order. Pieces are sorted, then merged two by two. */
export function* sorted<Item>(items: readonly Item[], compare: (left: Item, right: Item) => number): Steps<Item[]> {
  const piece = 10 * stride;
  let runs: Item[][] = [];
  for (let start = 0; start < items.length; start += piece) {
    runs.push(items.slice(start, start + piece).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const longer: Item[][] = [];
    for (let place = 0; place < runs.length; place += 2)
      longer.push(yield* merged(runs[place]!, runs[place + 1] ?? [], compare));
    runs = longer;
  }
  return runs[0] ?? [];
}

function* merged<Item>(
  left: readonly Item[],
  right: readonly Item[],
  compare: (a: Item, b: Item) => number,
): Steps<Item[]> {
  const both: Item[] = [];
  let [a, b] = [0, 0];
  while (a < left.length && b < right.length) {
    both.push(compare(right[b]!, left[a]!) < 0 ? right[b++]! : left[a++]!);
    if (both.length % (10 * stride) === 0) yield;
  }
  while (a < left.length) both.push(left[a++]!);
  while (b < right.length) both.push(right[b++]!);
  return both;
}
