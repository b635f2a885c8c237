// A value as people read it, by its unit and their language. Money is formatted from its exact digits; a missing value is a dash.
import type { Formula, Unit } from '../../metrics/metric';
import { secondsPerDay } from '../../model/day-length';
import { oncePerText } from '../../model/once-per';
import type { LocaleName } from '../common/enums';

type ShownNumber = { readonly value: number | null; readonly exact: string | null; readonly status?: string };

export const localeTags = { EN: 'en', ZH: 'zh-CN' } as const;

const numberFormat = oncePerText(
  (locale: LocaleName, options: Intl.NumberFormatOptions) => `${locale}${JSON.stringify(options)}`,
  (locale, options) => new Intl.NumberFormat(localeTags[locale], options),
);

function inUnit(value: number, unit: string, locale: LocaleName): string {
  return numberFormat(locale, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 }).format(value);
}

/** Seconds in the unit people would say them in. */
function duration(seconds: number, locale: LocaleName): string {
  const size = Math.abs(seconds);
  if (size < 120) return inUnit(seconds, 'second', locale);
  if (size < 7_200) return inUnit(seconds / 60, 'minute', locale);
  if (size < 172_800) return inUnit(seconds / 3_600, 'hour', locale);
  return inUnit(seconds / secondsPerDay, 'day', locale);
}

/** How many digits after the point people are shown of numbers in a unit. `formula`: the metric's, where it is its own unit. */
export function decimalsOf(unit: Unit, formula: Formula | null, currency: string): number {
  switch (unit) {
    case 'COUNT':
      // Quantities and means may be parts of one; what is counted is whole.
      if (formula?.kind === 'mean') return 2;
      return formula?.kind === 'total' && formula.of.kind === 'rows' && formula.of.aggregate.kind === 'sum' ? 2 : 0;
    case 'MONEY':
      return numberFormat('EN', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    case 'PERCENT':
    case 'DAYS':
    case 'MINUTES':
    case 'YEARS':
      return 1;
    case 'SCORE':
    case 'RATIO':
      return 2;
    case 'SECONDS':
      return 0;
    default:
      return unit satisfies never;
  }
}

const suppressedWord = { EN: 'suppressed', ZH: '已隐去' } as const;

export function formatValue(reading: ShownNumber, unit: Unit, locale: LocaleName, currency: string): string {
  const { value } = reading;
  if (reading.status === 'SUPPRESSED') return suppressedWord[locale];
  if (value === null) return '–';
  // Intl formats a decimal string to its last digit; the library types lag behind.
  const exact = (reading.exact ?? value) as number;
  switch (unit) {
    case 'COUNT':
      return numberFormat(locale, { maximumFractionDigits: 2 }).format(exact);
    case 'MONEY':
      return numberFormat(locale, { style: 'currency', currency }).format(exact);
    case 'PERCENT':
      return numberFormat(locale, { style: 'unit', unit: 'percent', maximumFractionDigits: 1 }).format(value);
    case 'SCORE':
    case 'RATIO':
      return numberFormat(locale, { maximumFractionDigits: 2 }).format(value);
    case 'DAYS':
      return inUnit(value, 'day', locale);
    case 'SECONDS':
      return duration(value, locale);
    case 'MINUTES':
      return inUnit(value, 'minute', locale);
    case 'YEARS':
      return inUnit(value, 'year', locale);
    default:
      return unit satisfies never;
  }
}
