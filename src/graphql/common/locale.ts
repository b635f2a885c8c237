// The argument `locale` that labels and formatted values share, and names in the language asked for.
import type { Label } from '../../model/dimensions';
import { Locale, type LocaleName } from './enums';

export type LocaleArgument = { readonly locale?: LocaleName | null };

export const localeArgument = { name: 'locale', type: () => Locale, nullable: true, defaultValue: 'EN' } as const;

export const nameIn = ({ en, zh }: Label, locale: LocaleName | null | undefined): string => (locale === 'ZH' ? zh : en);
