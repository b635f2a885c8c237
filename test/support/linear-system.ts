// Which unknowns a system of linear equations decides, whatever stands on the other side: those that some combination of the
// equations leaves alone. Coefficients are small whole numbers; the arithmetic is that of a prime field, in which nothing rounds.

const prime = 94_906_249;

/** An equation: the coefficient of each unknown, by its number. */
export type Equation = ReadonlyMap<number, number>;

const times = (left: number, right: number): number => (left * right) % prime;

function inverse(of: number): number {
  let result = 1;
  let base = of;
  for (let power = prime - 2; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = times(result, base);
    base = times(base, base);
  }
  return result;
}

export function determined(equations: readonly Equation[], unknowns: number): readonly number[] {
  const rows = equations.map((equation) =>
    Array.from({ length: unknowns }, (_, unknown) => (((equation.get(unknown) ?? 0) % prime) + prime) % prime),
  );
  const reduced: number[][] = [];
  let left = rows;
  for (let column = 0; column < unknowns && left.length > 0; column += 1) {
    const pivot = left.find((row) => row[column] !== 0);
    if (pivot === undefined) continue;
    const scale = inverse(pivot[column]!);
    const own = pivot.map((cell) => times(cell, scale));
    const without = (row: number[]): number[] => {
      const factor = row[column]!;
      return factor === 0 ? row : row.map((cell, index) => (cell + times(prime - factor, own[index]!)) % prime);
    };
    left = left.filter((row) => row !== pivot).map(without);
    for (const [index, row] of reduced.entries()) reduced[index] = without(row);
    reduced.push(own);
  }
  return reduced.flatMap((row) => {
    const used = row.flatMap((cell, unknown) => (cell === 0 ? [] : [unknown]));
    return used.length === 1 ? used : [];
  });
}
