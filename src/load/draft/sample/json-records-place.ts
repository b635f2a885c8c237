// Guesses where the records of a JSON document stand: in the first array of objects that is found from its beginning on.

/** The keys to the array; none where the document is the array, or one record; null where it holds no objects. */
export function recordsPlace(head: string): readonly string[] | null {
  const open: { readonly kind: '{' | '['; key: string }[] = [];
  const tokens = /"((?:[^"\\]|\\.)*)"(\s*:)?|[{}[\]]/g;
  let before = '';
  for (const [token, text, colon] of head.matchAll(tokens)) {
    const top = open.at(-1);
    if (token === '{' && before === '[' && open.slice(0, -1).every(({ kind }) => kind === '{')) {
      return open.slice(0, -1).map(({ key }) => key);
    }
    if (token === '{' || token === '[') open.push({ kind: token, key: '' });
    else if (token === '}' || token === ']') open.pop();
    else if (colon !== undefined && top !== undefined) top.key = JSON.parse(`"${text}"`) as string;
    before = token;
  }
  return /^\s*\{/.test(head) ? [] : null;
}
