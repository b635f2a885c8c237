// Where a value stands among the values of the reference base.

/** How many of them are smaller and how many equal, of all. */
export type Standing = { readonly smaller: number; readonly equal: number; readonly all: number };

export function standingIn(values: readonly number[], value: number): Standing {
  return {
    smaller: values.filter((other) => other < value).length,
    equal: values.filter((other) => other === value).length,
    all: values.length,
  };
}

/** From 0 to 1; those that are equal count half. */
export function rankIn(values: readonly number[], value: number): number {
  const { smaller, equal, all } = standingIn(values, value);
  return (smaller + equal / 2) / all;
}
