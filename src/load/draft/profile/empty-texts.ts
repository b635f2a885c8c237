// Texts that programs write where nothing is.

const standIns = new Set([
  '-',
  '--',
  '—',
  '?',
  'N/A',
  'n/a',
  '#N/A',
  'NULL',
  'null',
  'Null',
  'None',
  '-None-',
  '\\N',
  'NaN',
  'nan',
  '<NA>',
  '(empty)',
  '(blank)',
  '(No value)',
  '(空)',
  '空',
  '无',
  '暂无',
  '未填写',
  '000000000000000AAA',
]);

/** Those of the values that stand for nothing. NA is one, unless it stands among codes of two letters, as Namibia does. */
export function emptyTextsIn(values: Iterable<string>): readonly string[] {
  const found: string[] = [];
  let notAvailable = false;
  let codes = true;
  for (const value of new Set(values)) {
    const text = value.trim();
    if (standIns.has(text)) found.push(value);
    else if (text === 'NA') notAvailable = true;
    else if (!/^[A-Z]{2}$/.test(text)) codes = false;
  }
  return notAvailable && !codes ? [...found, 'NA'] : found;
}
