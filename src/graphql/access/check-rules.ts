// Whether everything that the schema has stands in the table of access, and nothing else does: a field, an argument, a field of an
// input, an enum that an argument may hold, and each of its values.
import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
} from 'graphql';
import { argumentRules, inputRules } from '../../auth/argument-rules';
import { fieldRules } from '../../auth/field-rules';
import { enumRules } from '../../auth/member-rules';
import { ruleOfArgument, ruleOfField, ruleOfInput, ruleOfValue } from '../../auth/policy';

/** Throws naming every one that has no rule, and every rule that nothing has. */
export function checkRules(schema: GraphQLSchema): void {
  const { fields, argumentNames, inputs, enums, faults } = collected(schema);
  const unused = [
    ...named(fieldRules).filter((name) => !fields.has(name)),
    ...Object.keys(argumentRules).filter((name) => !argumentNames.has(name)),
    ...named(inputRules).filter((name) => !inputs.has(name)),
    ...Object.keys(enumRules).filter((name) => !enums.has(name)),
  ];
  const all = [
    ...faults.map((name) => `${name} has no rule`),
    ...unused.map((name) => `${name} has a rule and is not there`),
  ];
  if (all.length > 0) throw new Error(`The table of access and the schema differ: ${all.join('; ')}.`);
}

const named = (rules: Readonly<Record<string, Readonly<Record<string, unknown>>>>): readonly string[] =>
  Object.entries(rules).flatMap(([type, fields]) => Object.keys(fields).map((field) => `${type}.${field}`));

function collected(schema: GraphQLSchema) {
  const [fields, argumentNames, inputs, enums] = [
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
  ];
  const faults: string[] = [];
  const need = (rule: unknown, name: string): void => {
    if (rule === undefined) faults.push(name);
  };
  const takeValues = (type: GraphQLInputType): void => {
    const inner = getNamedType(type);
    if (!isEnumType(inner) || enums.has(inner.name)) return;
    enums.add(inner.name);
    for (const { name } of inner.getValues()) need(ruleOfValue(inner.name, name), `${inner.name}.${name}`);
  };
  for (const type of Object.values(schema.getTypeMap()).filter((each) => !isIntrospectionType(each))) {
    if (isObjectType(type))
      for (const field of Object.values(type.getFields())) {
        const place = `${type.name}.${field.name}`;
        fields.add(place);
        need(ruleOfField(type.name, field.name), place);
        for (const argument of field.args) {
          argumentNames.add(argument.name).add(`${place}.${argument.name}`);
          need(ruleOfArgument(place, argument.name), `${place}.${argument.name}`);
          takeValues(argument.type);
        }
      }
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) {
        const place = `${type.name}.${field.name}`;
        inputs.add(place);
        need(ruleOfInput(type.name, field.name), place);
        takeValues(field.type);
      }
  }
  return { fields, argumentNames, inputs, enums, faults };
}
