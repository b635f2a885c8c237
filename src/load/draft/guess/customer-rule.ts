// The customers that a file names, as a rule beside that of its facts or as all that it holds.
import type { ColumnProfile } from '../profile/column-profile';
import { type DraftedValue, guess, keyValue, textValue, timeValue, wordValue } from './drafted-value';
import type { FoundColumns } from './found-columns';
import { type TableDraft, tableDraft } from './table-draft';

type Key = { readonly profile: ColumnProfile; readonly drafted: (target: string) => DraftedValue };

const insteadOfIds = ['email', 'phone', 'customerName'] as const;

/** What customers are told apart by; `own` is the key of the row itself, where a row is a customer. */
export function customerKey({ of }: FoundColumns, own?: ColumnProfile): Key | null {
  const id = own ?? of.customerId;
  if (id !== undefined) return { profile: id, drafted: (target) => keyValue(target, id) };
  const instead = insteadOfIds.find((name) => of[name] !== undefined);
  if (instead === undefined) return null;
  const profile = of[instead]!;
  return {
    profile,
    drafted(target) {
      const drafted = textValue(target, profile);
      const alike = instead === 'customerName' ? ': two customers of one name become one' : '';
      return {
        ...drafted,
        notes: [
          ...drafted.notes,
          guess(`"${profile.column}" stands for the id of a customer, which no column has${alike}.`),
        ],
      };
    },
  };
}

const attributes = ['email', 'phone', 'country', 'region', 'city', 'industry'] as const;

/** `of`: the rows are customers (or leads) themselves, so that what stands beside them is theirs. */
export function customerRule(
  found: FoundColumns,
  about: string,
  rowsAreCustomers: boolean,
  own?: ColumnProfile,
): TableDraft | null {
  const key = customerKey(found, own);
  if (key === null) return null;
  const { of } = found;
  if (!rowsAreCustomers && attributesOf(found) === 0) return null;
  const rule = tableDraft('customers', about).put('customer_id', key.drafted('customer_id'));
  rule.put('name', nameValue(found, rowsAreCustomers));
  for (const name of attributes) if (of[name] !== undefined) rule.put(name, textValue(name, of[name]));
  if (of.gender !== undefined) rule.put('gender', wordValue('gender', of.gender, 'gender'));
  if (of.birthDate !== undefined) rule.put('birth_date', timeValue('birth_date', of.birthDate, true));
  if (of.companySize !== undefined) rule.put('company_size', textValue('company_size', of.companySize));
  if (rowsAreCustomers) {
    const { leadSource, createdAt, tags, campaign } = of;
    if (leadSource !== undefined) rule.put('acquired_channel', keyValue('acquired_channel', leadSource));
    if (campaign !== undefined) rule.put('acquired_campaign', textValue('acquired_campaign', campaign));
    if (createdAt !== undefined) rule.put('first_contact_at', timeValue('first_contact_at', createdAt));
    if (tags !== undefined) rule.put('tags', textValue('tags', tags));
  }
  const { column, isUnique, empty } = key.profile;
  if (isUnique && empty === 0) return rule.finish();
  return rule.finish({ where: { column, isEmpty: false }, keep: 'last' });
}

/** How much a row says of its customer besides the key: with nothing, naming the customer is enough. */
const attributesOf = ({ of }: FoundColumns): number =>
  ([...attributes, 'gender', 'birthDate', 'companySize', 'customerName', 'lastName'] as const).filter(
    (name) => of[name] !== undefined,
  ).length;

function nameValue({ of }: FoundColumns, rowsAreCustomers: boolean): DraftedValue | null {
  const { customerName, firstName, lastName, rowName } = of;
  if (customerName !== undefined) return textValue('name', customerName);
  if (lastName !== undefined) {
    if (firstName === undefined) return textValue('name', lastName);
    const [first, last] = [`{${firstName.column}}`, `{${lastName.column}}`];
    return {
      value: { firstOf: [`${first} ${last}`, last] },
      notes: [guess(`name is "${firstName.column}" and "${lastName.column}".`)],
      open: [],
    };
  }
  return rowsAreCustomers && rowName !== undefined ? textValue('name', rowName) : null;
}
