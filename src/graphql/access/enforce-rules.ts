// Holds every field of the schema to the table of access. A field that is denied is null, with one error for each place of the
// document; where it may not be null, its object is. A denied argument, metric or dimension refuses its field before anything is
// read or written. Fields of metrics are refused where their question is asked (metrics-allowed.ts), so that they are not
// computed.
import {
  defaultFieldResolver,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { fieldOfMetric, type MemberRule } from '../../auth/member-rules';
import { refusal, ruleOfArgument, ruleOfField, ruleOfInput, ruleOfValue } from '../../auth/policy';
import type { UserError } from '../../errors';
import type { Role } from '../../model/roles';
import type { RequestContext } from '../common/request-context';
import { enforceSingling } from './enforce-singling';

/** What giving a value takes; null where no value of the type takes anything. */
type CheckValue = (value: unknown, role: Role) => UserError | null;

export function enforceRules(schema: GraphQLSchema): void {
  const checks = new Map<string, CheckValue>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (type.name === 'MetricRow' && fieldOfMetric.has(field.name)) continue;
      enforceRule(field, type.name, checks);
    }
  }
}

type Field = GraphQLField<unknown, RequestContext>;

function enforceRule(field: Field, type: string, checks: Map<string, CheckValue>): void {
  const place = `${type}.${field.name}`;
  const rule = ruleOfField(type, field.name)!;
  const refuseArguments = checkOfArguments(field.args, place, checks);
  const goesByCustomers = field.args.some(({ name }) => name === 'by' || name === 'where' || name === 'dimension');
  if (rule.length === 0 && refuseArguments === null) return;
  const resolve: GraphQLFieldResolver<unknown, RequestContext> = field.resolve ?? defaultFieldResolver;
  const mayBeNull = !isNonNullType(field.type);
  field.resolve = (source, args, context, info) => {
    const { role } = context.principal;
    const error = refusal(role, rule, place);
    if (error !== null) {
      if (!mayBeNull) throw error;
      context.fieldErrors.addOnce([{ path: [], error }], info);
      return null;
    }
    const refused = refuseArguments?.(args, role) ?? null;
    if (refused !== null) throw refused;
    const held = goesByCustomers ? enforceSingling(place, args, context) : null;
    return held === null ? resolve(source, args, context, info) : held.then(() => resolve(source, args, context, info));
  };
}

type Arguments = Readonly<Record<string, unknown>>;

function checkOfArguments(
  given: readonly GraphQLArgument[],
  place: string,
  checks: Map<string, CheckValue>,
): ((args: Arguments, role: Role) => UserError | null) | null {
  const checked = given.flatMap(({ name, type }) => {
    const own = ruleOfArgument(place, name)!;
    const ofValue = checkOfType(type, checks);
    return own.length === 0 && ofValue === null ? [] : [{ name, own, ofValue }];
  });
  if (checked.length === 0) return null;
  return (args, role) => {
    for (const { name, own, ofValue } of checked) {
      const value = args[name];
      if (value === undefined || value === null) continue;
      const error = refusal(role, own, `${place}(${name})`) ?? ofValue?.(value, role) ?? null;
      if (error !== null) return error;
    }
    return null;
  };
}

/** Null where nothing that the type can hold takes a permission. */
function checkOfType(type: GraphQLInputType, checks: Map<string, CheckValue>): CheckValue | null {
  if (isNonNullType(type)) return checkOfType(type.ofType, checks);
  if (isListType(type)) {
    const each = checkOfType(type.ofType, checks);
    return each && ((values, role) => firstOf(Array.isArray(values) ? values : [values], (value) => each(value, role)));
  }
  if (isEnumType(type)) {
    const { name } = type;
    if (type.getValues().every((value) => ruleOfValue(name, value.name)!.length === 0)) return null;
    return (value, role) => refusal(role, ruleOfValue(name, String(value)) ?? [], `${nounOf(name)} ${String(value)}`);
  }
  if (!isInputObjectType(type)) return null;
  const known = checks.get(type.name);
  if (known !== undefined) return known;
  // Inputs hold themselves: a filter its parts.
  let fields: readonly { readonly name: string; readonly own: MemberRule; readonly ofValue: CheckValue | null }[] = [];
  const check: CheckValue = (value, role) =>
    firstOf(fields, ({ name, own, ofValue }) => {
      const given = (value as Arguments)[name];
      if (given === undefined || given === null) return null;
      return refusal(role, own, `${type.name}.${name}`) ?? ofValue?.(given, role) ?? null;
    });
  checks.set(type.name, check);
  fields = Object.values(type.getFields()).map((each) => ({
    name: each.name,
    own: ruleOfInput(type.name, each.name)!,
    ofValue: checkOfType(each.type, checks),
  }));
  return check;
}

function firstOf<Item>(items: readonly Item[], check: (item: Item) => UserError | null): UserError | null {
  for (const item of items) {
    const error = check(item);
    if (error !== null) return error;
  }
  return null;
}

const nouns: Readonly<Record<string, string>> = { MetricId: 'the metric', Dimension: 'the dimension' };

const nounOf = (type: string): string => nouns[type] ?? type;
