// What a JSON file says against its JSON Schema, in sentences: each with its pointer into the file (files[0].tables[1].columns.kind)
// and the nearest right name.
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020';
import { didYouMean } from '../did-you-mean';

const mostProblems = 20;

/** None where the value is valid. `whole` is what the file as a whole is called. */
export function schemaProblems(validate: ValidateFunction, value: unknown, whole: string): readonly string[] {
  if (validate(value)) return [];
  const errors = (validate.errors ?? []).filter(isOwn);
  const misnamed = new Set(errors.filter(isUnknownName).map((error) => error.instancePath));
  // A misspelt name also leaves its place without the right one: said once.
  const telling = errors.filter((error) => error.keyword !== 'oneOf' || !misnamed.has(error.instancePath));
  return [...new Set(telling.map((error) => sentence(error, whole)))].slice(0, mostProblems);
}

/** Not the failure of one branch of a choice, nor the bare fact that a branch failed: those have errors of their own. */
function isOwn(error: ErrorObject): boolean {
  return error.keyword !== 'if' && !/\/oneOf\/\d+\//.test(error.schemaPath);
}

const isUnknownName = (error: ErrorObject) => error.keyword === 'additionalProperties';

function sentence(error: ErrorObject, whole: string): string {
  const pointer = error.instancePath === '' ? whole : pointerText(error.instancePath);
  switch (error.keyword) {
    case 'additionalProperties': {
      const allowed = Object.keys(error.parentSchema?.properties ?? {});
      return `${pointer} has no "${error.params.additionalProperty}"${nearest(error.params.additionalProperty, allowed)}`;
    }
    case 'required':
      return `${pointer} lacks "${error.params.missingProperty}"`;
    case 'dependentRequired':
      return `${pointer}: "${error.params.property}" needs "${error.params.missingProperty}" beside it`;
    case 'oneOf': {
      const choices = (error.schema as readonly { required: readonly string[] }[]).flatMap((choice) => choice.required);
      return `${pointer} needs exactly one of ${choices.join(', ')}`;
    }
    case 'enum': {
      const allowed = error.params.allowedValues as readonly (string | number)[];
      return `${pointer} is ${JSON.stringify(error.data)}${nearest(error.data, allowed)}`;
    }
    case 'const':
      return `${pointer} must be ${JSON.stringify(error.params.allowedValue)}`;
    case 'type':
      return `${pointer} must be ${[error.params.type].flat().join(' or ')}`;
    default:
      return `${pointer} ${error.message}`;
  }
}

/** Of numbers none is near another. */
function nearest(given: unknown, allowed: readonly (string | number)[]): string {
  const names = allowed.filter((each) => typeof each === 'string');
  const name = typeof given === 'string' ? didYouMean(given, names) : undefined;
  return name === undefined ? ` (allowed: ${allowed.join(', ')})` : ` (did you mean "${name}"?)`;
}

/** /files/0/tables/1 as files[0].tables[1]. */
function pointerText(pointer: string): string {
  const steps = pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps
    .map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`))
    .join('')
    .slice(1);
}
