// What is worked out once, however often it is asked for: of an object until the object is forgotten, or of anything that a
// text tells apart. The two idioms of every cache; what is kept never changes what is answered.

/** What is made of a thing once; forgotten with the thing. */
export function oncePer<Thing extends object, Result>(make: (of: Thing) => Result): (of: Thing) => Result {
  const known = new WeakMap<Thing, { readonly made: Result }>();
  return (of) => {
    const found = known.get(of);
    if (found !== undefined) return found.made;
    const made = make(of);
    known.set(of, { made });
    return made;
  };
}

/** What is made of arguments once, told apart by a text that says all that matters of them. At most 50,000 are kept. */
export function oncePerText<Arguments extends readonly unknown[], Result>(
  textOf: (...of: Arguments) => string,
  make: (...of: Arguments) => Result,
): (...of: Arguments) => Result {
  const known = new Map<string, { readonly made: Result }>();
  return (...of) => {
    const text = textOf(...of);
    const found = known.get(text);
    if (found !== undefined) return found.made;
    const made = make(...of);
    if (known.size >= mostKept) known.clear();
    known.set(text, { made });
    return made;
  };
}

const mostKept = 50_000;
