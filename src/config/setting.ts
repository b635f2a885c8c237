// A setting as data: the variable that states it, what it is where nobody does, what it means. Whatever reads, lists or explains
// the settings of a process derives from these entries.
import type { Parser } from './parsers';

export type Setting<Value> = {
  /** Of the environment. */
  readonly variable: string;
  /** Where the variable is unset; worked out where it depends on the machine or on another variable. */
  readonly fallback: Value | ((env: NodeJS.ProcessEnv) => Value);
  readonly parse: Parser<Value>;
  /** One sentence. */
  readonly means: string;
  /** Its value may hold a secret: no message repeats it. */
  readonly secret?: true;
};

export type Settings = Readonly<Record<string, Setting<unknown>>>;

export type ValuesOf<Group> = {
  readonly [Name in keyof Group]: Group[Name] extends Setting<infer Value> ? Value : never;
};

/** An entry as it stands, for its type alone. */
export const setting = <Value>(definition: Setting<Value>): Setting<Value> => definition;

/** The text of a variable; an empty one counts as unset. */
export function stated(env: NodeJS.ProcessEnv, variable: string): string | undefined {
  const text = env[variable]?.trim();
  return text === '' ? undefined : text;
}
