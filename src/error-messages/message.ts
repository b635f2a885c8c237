// What is said of an error: a sentence, what would be right, and the names that are allowed.
export type Message = { readonly sentence: string; readonly hint?: string; readonly allowed?: readonly string[] };
