// Checks a mapping against its JSON Schema.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import { schemaProblems } from '../../model/schema-problems';
import { mappingSchema } from './json-schema';

let compiled: ValidateFunction | undefined;

/** Compiled at the first mapping: most loads have none. */
function validator(): ValidateFunction {
  compiled ??= new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true, strictRequired: false }).compile(
    mappingSchema,
  );
  return compiled;
}

export const mappingProblems = (mapping: unknown): readonly string[] =>
  schemaProblems(validator(), mapping, 'the mapping');
