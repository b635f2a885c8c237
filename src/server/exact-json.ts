// JSON whose long numbers stay as they are written. A JavaScript number holds about 15 digits: of more, a key or an amount
// of money would silently become another one. Ids and decimals are taken as texts too. A number with an exponent was
// written by a program that had no more digits of it.
const longNumber = /\d[\d.]{15}/;
const tokens = /"(?:[^"\\]+|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** The same JSON with numbers of more than 15 digits as texts. */
export const withLongNumbersAsText = (json: string): string =>
  longNumber.test(json)
    ? json.replace(tokens, (token) =>
        !token.startsWith('"') && longNumber.test(token) && !/e/i.test(token) ? `"${token}"` : token,
      )
    : json;
