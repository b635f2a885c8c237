// Logarithm and exponential that give the same bits on every machine. ECMAScript leaves the last digits of Math.log, Math.exp,
// Math.pow and the trigonometric functions to the engine: V8 compiles C++ ports of fdlibm, and a C++ compiler may fuse their
// multiplications and additions on processors that can (arm64). Only + - * / and the constants are exactly defined, so only these are used here.

/** Natural logarithm of a positive finite number, to about one unit in the last place. */
export function log(x: number): number {
  let mantissa = x;
  let exponent = 0;
  for (; mantissa > Math.SQRT2; mantissa /= 2) exponent += 1;
  for (; mantissa < Math.SQRT1_2; mantissa *= 2) exponent -= 1;
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let series = 0;
  for (let k = 23; k >= 1; k -= 2) series = series * square + 1 / k;
  return exponent * Math.LN2 + 2 * s * series;
}

/** e to the power of x, for |x| up to 700. */
export function exp(x: number): number {
  const doublings = Math.floor(x / Math.LN2 + 0.5);
  const rest = x - doublings * Math.LN2;
  let power = 1;
  for (let k = 16; k >= 1; k -= 1) power = 1 + (power * rest) / k;
  for (let k = 0; k < doublings; k += 1) power *= 2;
  for (let k = 0; k > doublings; k -= 1) power /= 2;
  return power;
}
