// On whose behalf data is read, which decides the customers that an answer may rest on.

export type Viewer = { readonly kind: 'everything' };

/** Sees every customer and every fact. */
export const everything: Viewer = Object.freeze({ kind: 'everything' });
