// Cuts short what of a variable does not fit its type, so that to say so takes no longer than to look at it: graphql repeats a value
// in each of its errors, and looks for names that are like a wrong one. What fits is kept as it is, and what does not still fails
// to.
import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
  isSpecifiedScalarType,
} from 'graphql';
import { shortened } from '../../shortened';

/** No name of the schema is as long. */
const longestText = 200;
/** Wrong fields of one object: one more than are told. */
const mostWrong = 11;

type Fields = Readonly<Record<string, unknown>>;

/** `isRepeated`: an error repeats what the value stands in. */
export function cutMisfits(value: unknown, given: GraphQLInputType, isRepeated = false): unknown {
  const type = getNullableType(given);
  if (isListType(type)) {
    const each = (item: unknown) => cutMisfits(item, type.ofType, isRepeated);
    return Array.isArray(value) ? value.map(each) : each(value);
  }
  if (isInputObjectType(type)) return isObject(value) ? cutFields(value, type, isRepeated) : cut(value);
  const takesTexts = isEnumType(type) || isSpecifiedScalarType(type);
  const isWrong = isEnumType(type) || (takesTexts && typeof value === 'object');
  return isRepeated || isWrong ? cut(value) : value;
}

function cutFields(value: Fields, type: GraphQLInputObjectType, isInside: boolean): Fields {
  const fields = type.getFields();
  const kept: string[] = [];
  let known = 0;
  for (const name of Object.keys(value)) {
    const isKnown = Object.hasOwn(fields, name);
    if (isKnown) known++;
    if (isKnown || kept.length - known < mostWrong) kept.push(name);
  }
  const isRepeated =
    isInside ||
    kept.length > known ||
    (type.isOneOf && known !== 1) ||
    Object.values(fields).some((field) => isRequiredInputField(field) && value[field.name] === undefined);
  return Object.fromEntries(
    kept.map((name) =>
      Object.hasOwn(fields, name)
        ? [name, cutMisfits(value[name], fields[name]!.type, isRepeated)]
        : [shortened(name, longestText), cut(value[name])],
    ),
  );
}

/** The beginning of a value. */
function cut(value: unknown): unknown {
  if (typeof value === 'string') return shortened(value, longestText);
  if (Array.isArray(value)) return value.slice(0, mostWrong).map(wordOf);
  if (!isObject(value)) return value;
  const names = Object.keys(value).slice(0, mostWrong);
  return Object.fromEntries(names.map((name) => [shortened(name, longestText), wordOf(value[name])]));
}

const wordOf = (value: unknown): unknown => {
  if (typeof value === 'string') return shortened(value, longestText);
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? [] : {};
};

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
