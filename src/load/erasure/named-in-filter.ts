// Where saved filters name a person: as a member of CUSTOMER, however deep. Whoever is erased is taken out of a filter
// without changing whom it holds of.
import { erasedText } from '../merge/erased-customers';

type Json = unknown;

const isOfCustomers = (value: object): boolean => (value as { dimension?: unknown }).dimension === 'CUSTOMER';

/** The filter without the ids. */
export function withoutPerson(filter: Json, ids: readonly string[]): Json {
  if (Array.isArray(filter)) return filter.map((each) => withoutPerson(each, ids));
  if (typeof filter !== 'object' || filter === null) return filter;
  const ofCustomers = isOfCustomers(filter);
  return Object.fromEntries(
    Object.entries(filter).map(([key, value]) => [
      key,
      ofCustomers ? withoutId(value, ids) : withoutPerson(value, ids),
    ]),
  );
}

/** Of a list the others stay; one of nobody else keeps a text that nobody has. */
function withoutId(value: Json, ids: readonly string[]): Json {
  const isNamed = (each: Json): boolean => typeof each === 'string' && ids.includes(each);
  if (!Array.isArray(value)) return isNamed(value) ? erasedText : value;
  const others = value.filter((each) => !isNamed(each));
  return others.length === 0 && value.length > 0 ? [erasedText] : others;
}

export const namesPerson = (filter: Json, ids: readonly string[]): boolean =>
  JSON.stringify(withoutPerson(filter, ids)) !== JSON.stringify(filter);

/** The ids of customers that a filter names, however deep. */
export function idsInFilter(filter: Json): readonly string[] {
  if (Array.isArray(filter)) return filter.flatMap(idsInFilter);
  if (typeof filter !== 'object' || filter === null) return [];
  const values = Object.values(filter);
  return isOfCustomers(filter)
    ? values.flat().filter((value): value is string => typeof value === 'string')
    : values.flatMap(idsInFilter);
}
