// The logarithms of the gamma and beta functions, by Stirling's series where it is exact enough.

const half = 0.5 * Math.log(2 * Math.PI);

/** For x > 0: raised by G(x) = G(x + 1) / x until the series holds to the last digit. */
export function logGamma(x: number): number {
  let raised = x;
  let product = 1;
  while (raised < 20) {
    product *= raised;
    raised += 1;
  }
  const inverse = 1 / raised;
  const square = inverse * inverse;
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))));
  return (raised - 0.5) * Math.log(raised) - raised + half + series - Math.log(product);
}

export function logBeta(x: number, y: number): number {
  return logGamma(x) + logGamma(y) - logGamma(x + y);
}
