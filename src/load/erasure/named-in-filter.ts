// Where saved filters name a person: as a member of CUSTOMER, however deep. Whoever is erased is taken out of a filter
// without changing whom it holds of: nobody has the text that stands there instead.
import { erasedText } from '../merge/erased-customers';

type Json = unknown;

const isOfCustomers = (value: object): boolean => (value as { dimension?: unknown }).dimension === 'CUSTOMER';

/** The filter with the text of erased persons in place of the ids. */
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

function withoutId(value: Json, ids: readonly string[]): Json {
  if (Array.isArray(value)) return value.map((each) => withoutId(each, ids));
  return typeof value === 'string' && ids.includes(value) ? erasedText : value;
}

export const namesPerson = (filter: Json, ids: readonly string[]): boolean =>
  JSON.stringify(withoutPerson(filter, ids)) !== JSON.stringify(filter);
