// The business rules that stored tables were derived with. A warehouse keeps them from its first migration on;
// whoever places facts in time reads them from the open warehouse, never from the environment.

export type BusinessSettings = {
  /** IANA zone of the business calendar: days, weeks and months begin in it. */
  readonly timeZone: string;
  /** ISO 4217 code of the one currency of all money. */
  readonly currency: string;
  /** A customer is lost when the last purchase is more calendar days ago than this. */
  readonly lostAfterDays: number;
  /** A customer of the base is dormant after this many calendar days without purchase. */
  readonly dormantAfterDays: number;
};

/** Each setting with the environment variable that states it, which is also its key in the table `setting`. */
export const settingVariables = {
  timeZone: 'TIME_ZONE',
  currency: 'CURRENCY',
  lostAfterDays: 'LOST_AFTER_DAYS',
  dormantAfterDays: 'DORMANT_AFTER_DAYS',
} as const satisfies Record<keyof BusinessSettings, string>;

export type SettingName = keyof BusinessSettings;

export const settingNames = Object.keys(settingVariables) as readonly SettingName[];
