/** Names of the model as the list of an SQL IN. */
export const textList = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
