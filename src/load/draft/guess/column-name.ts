// Brings names of columns that people write differently to one form: InvoiceNo, invoice_no, "Invoice No." and "invoice number" are
// one name, 客户编号 and 客户ID another.
import { type MeaningName, meaningNames, meanings } from './column-words';

const numberWords = new Set(['id', 'ids', 'no', 'nr', 'num', 'number', 'code', 'key', '#']);
const chineseNumberWords = /(?:编号|编码|代码|号码|号)$/;

export function plainName(name: string): string {
  const spaced = name
    .normalize('NFKC')
    .replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, ' ')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{Script=Han})([A-Za-z])/gu, '$1 $2')
    .toLowerCase()
    .replace(/#/g, ' # ')
    .replace(/[^\p{L}\p{N}#]+/gu, ' ')
    .trim();
  const words = spaced.split(' ');
  const last = words.at(-1)!;
  if (numberWords.has(last)) words[words.length - 1] = 'id';
  const joined = words.join('');
  return joined.length > 2 ? joined.replace(chineseNumberWords, 'id') : joined;
}

type Known = { readonly meaning: MeaningName; readonly rank: number };

let known: ReadonlyMap<string, readonly Known[]> | undefined;

/** Meanings that too many names of a part of something else have: owner.name is no name of the row. */
const tooGeneral: readonly MeaningName[] = ['rowId', 'rowName', 'kind', 'outcome'];
/** What a path of JSON says by its last key alone comes after every name that says it as a whole. */
const afterNames = 1000;

/** What a column of this name can mean, and how usual the name is for it (0 the most). */
export function meaningsOf(name: string): readonly Known[] {
  known ??= knownNames();
  const bare = name.replace(/ \(\d+\)$/, '');
  const whole = known.get(plainName(bare));
  if (whole !== undefined || !bare.includes('.')) return whole ?? [];
  const byLastKey = known.get(plainName(bare.slice(bare.lastIndexOf('.') + 1))) ?? [];
  return byLastKey
    .filter(({ meaning }) => !tooGeneral.includes(meaning))
    .map(({ meaning, rank }) => ({ meaning, rank: rank + afterNames }));
}

function knownNames(): ReadonlyMap<string, readonly Known[]> {
  const found = new Map<string, Known[]>();
  for (const meaning of meaningNames) {
    for (const [rank, name] of meanings[meaning].names.entries()) {
      const plain = plainName(name);
      const list = found.get(plain) ?? [];
      if (!list.some((each) => each.meaning === meaning)) list.push({ meaning, rank });
      found.set(plain, list);
    }
  }
  return found;
}

export const isKnownName = (name: string): boolean => meaningsOf(name).length > 0;

/** Whether a name speaks of a date or time, in words that names of many meanings have. */
export const saysDate = (name: string): boolean =>
  /date|time|(?:^|[_\s])(?:at|on)$|created|updated|日期|时间/i.test(name) || /[a-z]At$/.test(name);
