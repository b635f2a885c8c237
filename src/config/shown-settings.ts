// Every setting as an operator is shown it: its value, where that is from, what it means, and what is wrong with it. Of a secret
// is shown that there is one, and of an address where it leads.
import { settings } from './config';
import { type Setting, type Settings, stated } from './setting';

/** derived: from another variable. stored: with the warehouse, whatever the environment leaves out. */
export type Origin = 'environment' | 'derived' | 'default' | 'stored';

export type ShownSetting = {
  readonly variable: string;
  /** None: there is none. */
  readonly value: string | null;
  readonly from: Origin;
  readonly means: string;
  readonly problem?: string;
};

const hidden = '***';

/** Host and path of an address, or nothing. */
function withoutSecret(text: string): string {
  if (!URL.canParse(text)) return hidden;
  const { protocol, username, password, host, pathname } = new URL(text);
  const whose = username === '' && password === '' ? '' : `${username}:${hidden}@`;
  return `${protocol}//${whose}${host}${protocol.startsWith('http') ? '' : pathname}`;
}

/** As the variable would state it. */
function textOf(value: unknown, { parse }: Setting<unknown>): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.join(',');
  if (typeof value !== 'boolean') return String(value);
  const [yes, no] = 'value' in parse('on') ? ['on', 'off'] : ['1', '0'];
  return value ? yes! : no!;
}

const usual = ({ fallback }: Setting<unknown>, env: NodeJS.ProcessEnv): unknown =>
  typeof fallback === 'function' ? fallback(env) : fallback;

function shown(setting: Setting<unknown>, env: NodeJS.ProcessEnv): ShownSetting {
  const { variable, parse, means, secret } = setting;
  const told = (text: string | null): string | null => (secret && text !== null ? withoutSecret(text) : text);
  const text = stated(env, variable);
  if (text === undefined) {
    const value = textOf(usual(setting, env), setting);
    const from = value === textOf(usual(setting, {}), setting) ? 'default' : 'derived';
    return { variable, value: told(value), from, means };
  }
  const parsed = parse(text);
  if ('problem' in parsed)
    return { variable, value: secret ? hidden : text, from: 'environment', means, problem: parsed.problem };
  return { variable, value: told(textOf(parsed.value, setting)), from: 'environment', means };
}

/** `storedValues`: by variable, what the warehouse keeps where the environment states nothing. */
export function shownSettings(
  env: NodeJS.ProcessEnv,
  storedValues: ReadonlyMap<string, string> = new Map(),
): readonly ShownSetting[] {
  return Object.values(settings as Settings).map((setting) => {
    const each = shown(setting, env);
    const kept = storedValues.get(each.variable);
    return kept === undefined || each.from === 'environment' ? each : { ...each, value: kept, from: 'stored' };
  });
}
