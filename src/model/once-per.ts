/** What is made of a thing once, however often it is asked for; forgotten with the thing. */
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
