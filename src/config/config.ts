// The environment, read once at start into a frozen Config. Every problem is listed in one error, so that one edit
// mends them all. An empty variable counts as unset.
import { UserError } from '../errors';
import { type SettingName, settingNames, settingVariables } from '../model/business-settings';
import { accessProblems } from './access-problems';
import { accessSettings } from './access-settings';
import { engineSettings } from './engine-settings';
import { limitSettings } from './limit-settings';
import { operationSettings } from './operation-settings';
import { serverSettings } from './server-settings';
import { type Setting, type Settings, stated, type ValuesOf } from './setting';
import { warehouseSettings } from './warehouse-settings';

/** Every setting by its name in Config. */
export const settings = {
  ...serverSettings,
  ...warehouseSettings,
  ...engineSettings,
  ...accessSettings,
  ...limitSettings,
  ...operationSettings,
};

/**
 * The four business settings (timeZone, currency, lostAfterDays, dormantAfterDays) are what a new warehouse gets;
 * an existing one keeps its own: read them from `Warehouse.settings`. `stated` names those the environment states.
 */
export type Config = ValuesOf<typeof settings> & { readonly stated: readonly SettingName[] };

/** The Config of an environment. Throws INVALID_CONFIGURATION with every problem. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const problems: string[] = [];
  const read = ({ variable, fallback, parse, secret }: Setting<unknown>): unknown => {
    const usual = () => (typeof fallback === 'function' ? fallback(env) : fallback);
    const text = stated(env, variable);
    if (text === undefined) return usual();
    const parsed = parse(text);
    if ('value' in parsed) return parsed.value;
    problems.push(`${variable}${secret ? '' : `=${text}`} ${parsed.problem}`);
    return usual();
  };
  const values = Object.fromEntries(
    Object.entries(settings as Settings).map(([name, definition]) => [name, read(definition)]),
  ) as ValuesOf<typeof settings>;
  problems.push(...accessProblems(values));
  const statedNames = settingNames.filter((name) => stated(env, settingVariables[name]) !== undefined);
  if (problems.length > 0) throw new UserError('INVALID_CONFIGURATION', { problems });
  return Object.freeze({ ...values, stated: Object.freeze(statedNames) });
}
