// Finds the notation that reads all values of a column as numbers. Where two notations do and say different numbers, neither is
// taken: what is drafted is refused until one of them stays.
import { type NumberNotation, numberReader } from '../../mapping/steps/number-notation';

export type NumberFinding = {
  /** Undefined where the numbers stand as programs write them. */
  readonly notation?: NumberNotation;
  readonly negative: boolean;
  /** The most digits behind the point. */
  readonly decimals: number;
  /** Two readings of one text, where the values do not tell which is meant. */
  readonly open?: readonly [Reading, Reading];
  /** Several currencies, which are no one number. */
  readonly currencies?: readonly string[];
};

export type Reading = { readonly text: string; readonly read: string; readonly as: string };

/** Several names of one currency stand in one line. */
const currencies = [
  'CNY RMB ¥ ￥ 元 人民币 CN¥',
  'USD $ US$',
  'EUR € Euro',
  'GBP £',
  'JPY 円 日元',
  'INR ₹ Rs Rs.',
  'HKD HK$ 港币',
  'TWD NT$',
  'CHF Fr. SFr.',
  'BRL R$',
  'RUB ₽ руб.',
  'KRW ₩',
  'TRY ₺ TL',
  'PLN zł',
  'CZK Kč',
  'SEK',
  'NOK',
  'DKK',
  'kr kr.',
  'AUD A$',
  'CAD C$',
  'SGD S$',
  'MXN',
  'ZAR',
  'AED',
  'SAR',
  'THB ฿',
  'VND ₫',
  'IDR Rp',
  'MYR RM',
  'PHP ₱',
  'NZD',
  'ILS ₪',
  'HUF Ft',
];
const currencyOf = new Map(
  currencies.flatMap((line) => line.split(' ').map((word) => [word.toUpperCase(), line.split(' ')[0]!] as const)),
);

/** The simplest first. */
const bases: readonly NumberNotation[] = [
  {},
  { decimal: ',' },
  { thousands: ',' },
  { decimal: ',', thousands: '.' },
  { thousands: ' ' },
  { decimal: ',', thousands: ' ' },
  { thousands: "'" },
  { thousands: ',', grouping: 'indian' },
];

/** Null where a value is no number; there is at least one. */
export function numberFinding(values: readonly string[]): NumberFinding | null {
  const words = new Set<string>();
  let [brackets, after, percents, negative] = [false, false, 0, false];
  for (const value of values) {
    if (!/\d/.test(value)) return null;
    const word = wordIn(value);
    if (word === null) return null;
    if (word !== '') words.add(word);
    const bare = value.replace(word, '').trim();
    if (/^\(.*\)$/.test(bare)) brackets = true;
    if (/\d\s*[-\u2212]$/.test(bare)) after = true;
    if (/[%\uff05]/.test(value)) percents += 1;
    if (/^\s*[-\u2212]|[-\u2212]\s*\d|\(/.test(value) || after) negative = true;
  }
  if (percents > 0 && percents < values.length) return null;
  if (brackets && after) return null;
  const extras: NumberNotation = {
    ...(words.size > 0 ? { drop: [...words] } : {}),
    ...(brackets ? { minus: 'brackets' as const } : after ? { minus: 'after' as const } : {}),
    ...(percents > 0 ? { percent: true as const } : {}),
  };
  const readings = bases.flatMap((base) => {
    const read = readAll(values, { ...base, ...extras });
    return read === null || groupsAfterZero(values, base) ? [] : [{ base, read }];
  });
  const [first, ...others] = readings;
  if (first === undefined) return null;
  const decimals = Math.max(...first.read.map((number) => number.split('.')[1]?.length ?? 0));
  const kinds = [...new Set([...words].map((word) => currencyOf.get(word.toUpperCase())!))];
  if (kinds.length > 1) return { negative, decimals, currencies: [...words] };
  const other = others.find(({ read }) => read.some((number, index) => Number(number) !== Number(first.read[index])));
  const notation = { ...first.base, ...extras };
  if (other !== undefined) return openFinding(values, first, other, extras, { negative, decimals });
  return Object.keys(notation).length === 0 ? { negative, decimals } : { notation, negative, decimals };
}

type AllRead = { readonly base: NumberNotation; readonly read: readonly string[] };

function openFinding(
  values: readonly string[],
  first: AllRead,
  other: AllRead,
  extras: NumberNotation,
  rest: Pick<NumberFinding, 'negative' | 'decimals'>,
): NumberFinding {
  const place = first.read.findIndex((number, index) => Number(number) !== Number(other.read[index]));
  const sign = values.some((value) => value.includes(',')) ? ',' : '.';
  const reading = ({ base, read }: AllRead): Reading => ({
    text: values[place]!,
    read: read[place]!,
    as: base.thousands === sign ? `"thousands": "${sign}"` : `"decimal": "${sign}"`,
  });
  return {
    ...rest,
    notation: { decimal: sign, thousands: sign, ...extras },
    open: [reading(first), reading(other)],
  };
}

function readAll(values: readonly string[], notation: NumberNotation): readonly string[] | null {
  const read = numberReader(notation);
  const numbers: string[] = [];
  for (const value of values) {
    const number = read(value);
    if (number === null) return null;
    numbers.push(number);
  }
  return numbers;
}

/** 0.125 is no number of three groups. */
const groupsAfterZero = (values: readonly string[], { thousands }: NumberNotation): boolean =>
  thousands !== undefined && values.some((value) => new RegExp(`^\\D*0\\d{0,2}[${thousands}]\\d`).test(value));

/** The currency of a number, "" without one; null where something else stands there. */
function wordIn(value: string): string | null {
  if (/^\s*[-+]?\d+(?:\.\d*)?e[-+]?\d+\s*$/i.test(value)) return '';
  const word = value.replace(/^[\s()+\-\u2212\d.,%\uff05]+|[\s()+\-\u2212\d.,%\uff05]+$/g, '');
  const before = /^[\s(+\-\u2212]*([^\d\s(+\-\u2212,%]+?)\s*[(+\-\u2212]*\s*\d/.exec(value)?.[1];
  const alone = before !== undefined && currencyOf.has(before.toUpperCase()) ? before : word;
  const rest = value.replace(alone, '').replace(/[\d.,'’\s()+\-\u2212%\uff05]/g, '');
  if (rest !== '') return null;
  const isWord = /[^\d.,'’\s()+\-\u2212]/.test(alone);
  if (!isWord) return '';
  return currencyOf.has(alone.toUpperCase()) ? alone : null;
}
