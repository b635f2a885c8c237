// What a fill of a replica that takes long tells: that it goes on, and when it is over.

/** In milliseconds. */
const longFill = 2_000;

export function fillProgress(say: (line: string) => void) {
  const began = performance.now();
  let saidAt = began;
  let isLong = false;
  let rowsIn = 0;
  return {
    told: ({ done, of, rows }: { readonly done: number; readonly of: number; readonly rows: number }): void => {
      rowsIn = rows;
      if (performance.now() - saidAt < longFill) return;
      saidAt = performance.now();
      isLong = true;
      say(
        `Copying the warehouse for quick questions: ${done} of ${of} tables, ${rows} rows. PostgreSQL answers meanwhile.`,
      );
    },
    ended: (): void => {
      if (isLong) say(`The copy is there: ${rowsIn} rows in ${Math.round((performance.now() - began) / 1000)} s.`);
    },
  };
}
