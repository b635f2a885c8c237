// JSON whose long numbers stay as they are written. A JavaScript number holds about 15 digits: of more, a key or an amount
// of money would silently become another one. Ids and decimals are taken as texts too. A number with an exponent was
// written by a program that had no more digits of it.
const longNumber = /\d[\d.]{15}/;
const numbers = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** The same JSON with numbers of more than 15 digits as texts. */
export function withLongNumbersAsText(json: string): string {
  if (!longNumber.test(json)) return json;
  let written = '';
  // Texts are stepped over: a pattern for them would need room for every character of the longest.
  for (let position = 0; position < json.length; ) {
    const quote = json.indexOf('"', position);
    const start = quote < 0 ? json.length : quote;
    const end = quote < 0 ? json.length : endOfText(json, quote);
    written += json.slice(position, start).replace(numbers, quoted) + json.slice(start, end);
    position = end;
  }
  return written;
}

const quoted = (number: string): string => (longNumber.test(number) && !/e/i.test(number) ? `"${number}"` : number);

/** Behind the quotation mark that ends a text: the first that no odd number of backslashes stands before. */
function endOfText(json: string, start: number): number {
  for (let at = json.indexOf('"', start + 1); at >= 0; at = json.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (json[at - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return at + 1;
  }
  return json.length;
}
