// Rows as GraphQL completes them: those of a long list a slice at a time. A list of promises is completed element by element, each
// as it resolves; here they resolve one after the other for a while, then others have their turn.
import { UserError } from '../../errors';
import { takeTurn, turnIsOver } from '../../turns';

/** So few are completed in one go. */
const fewRows = 50;

type Step = { readonly go: () => void; readonly fail: (error: unknown) => void };

/** `make`: called for each row when it is completed. `gone`: nobody waits for the answer; what is left fails. */
export function rowsInSlices<Source, Row>(
  sources: readonly Source[],
  make: (source: Source) => Row | Promise<Row>,
  gone: AbortSignal,
): readonly (Row | Promise<Row>)[] {
  if (sources.length <= fewRows) return sources.map(make);
  const steps: Step[] = [];
  const rows = sources.map(
    (source) =>
      new Promise<Row>((resolve, reject) => {
        const go = (): void => {
          try {
            resolve(make(source));
          } catch (error) {
            reject(error);
          }
        };
        steps.push({ go, fail: reject });
      }),
  );
  void walk(steps, gone);
  return rows;
}

async function walk(steps: readonly Step[], gone: AbortSignal): Promise<void> {
  let began = performance.now();
  for (const { go, fail } of steps) {
    if (gone.aborted) return fail(new UserError('REQUEST_ABANDONED', {}));
    go();
    // What hangs on the row, its completion, runs before what follows here.
    await undefined;
    if (!turnIsOver(began)) continue;
    await takeTurn();
    began = performance.now();
  }
}
