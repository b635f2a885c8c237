// The business settings a warehouse was made with: stored in the table `setting` once, compared at every start.
// Only what the environment states is compared; what it leaves out is taken from the warehouse.
import type { Pool, PoolClient } from 'pg';
import type { Config } from '../config/config';
import { UserError } from '../errors';
import { type BusinessSettings, settingNames, settingVariables } from '../model/business-settings';

type Connection = Pick<Pool | PoolClient, 'query'>;

/** The stored settings; undefined before they were stored. */
export async function readSettings(connection: Connection): Promise<BusinessSettings | undefined> {
  const { rows } = await connection.query<{ key: string; value: string }>('SELECT key, value FROM setting');
  const stored = new Map(rows.map(({ key, value }) => [key, value]));
  const text = (name: keyof BusinessSettings) => stored.get(settingVariables[name]);
  const [timeZone, currency] = [text('timeZone'), text('currency')];
  const [lostAfterDays, dormantAfterDays] = [text('lostAfterDays'), text('dormantAfterDays')];
  if (timeZone === undefined || currency === undefined) return undefined;
  if (lostAfterDays === undefined || dormantAfterDays === undefined) return undefined;
  return Object.freeze({
    timeZone,
    currency,
    lostAfterDays: Number(lostAfterDays),
    dormantAfterDays: Number(dormantAfterDays),
  });
}

/** Stores the settings. The caller's transaction must hold whatever is derived from them. */
export async function writeSettings(connection: Connection, settings: BusinessSettings): Promise<void> {
  await connection.query(
    `INSERT INTO setting (key, value) SELECT * FROM unnest($1::text[], $2::text[])
     ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    [settingNames.map((name) => settingVariables[name]), settingNames.map((name) => String(settings[name]))],
  );
}

const statedBy = (config: Config): Partial<BusinessSettings> =>
  Object.fromEntries(config.stated.map((name) => [name, config[name]]));

/** The stored settings with what the environment states instead. */
export const wantedSettings = (stored: BusinessSettings, config: Config): BusinessSettings =>
  Object.freeze({ ...stored, ...statedBy(config) });

/** Throws SETTING_CHANGED if the environment states another value than the stored one. */
export function checkSettings(stored: BusinessSettings, config: Config): void {
  const wanted = wantedSettings(stored, config);
  const differs = (name: keyof BusinessSettings) =>
    String(stored[name]).toLowerCase() !== String(wanted[name]).toLowerCase();
  const changes = settingNames.filter(differs).map((name) => ({
    variable: settingVariables[name],
    stored: String(stored[name]),
    given: String(wanted[name]),
  }));
  if (changes.length > 0) throw new UserError('SETTING_CHANGED', { changes });
}
