// The section of docs/mappings.md about steps: each with what the schema says of it, and its examples.
import { code, jsonBlock, oneLine, type PageSection } from '../page-section';
import { type StepName, stepNames, stepNamesIn } from './step';
import { exampleContext, type StepExample, stepExamples } from './step-examples';
import { besideMap, stepDefinitions, stepProperties } from './step-schema';

type Described = { readonly description?: string; readonly $ref?: string };

/** Where the schema describes a step, and what it may hold. */
function described(name: StepName): Described & { readonly properties?: Readonly<Record<string, Described>> } {
  const property: Described = stepProperties[name];
  if (name === 'date') return { ...stepDefinitions.date, properties: stepDefinitions.dateNotation.properties };
  return property.$ref === undefined ? property : stepDefinitions[name as 'number'];
}

/** What stands beside a step's name. */
const beside = (name: StepName): Readonly<Record<string, Described>> =>
  Object.fromEntries(
    Object.entries(stepProperties).filter(([each]) => name === 'map' && Object.hasOwn(besideMap, each)),
  );

function given({ gives }: StepExample): string {
  if (gives === null) return 'nothing';
  return typeof gives === 'string' ? code(oneLine(gives)) : `refused: ${gives.refused}`;
}

function stepParagraphs(name: StepName): readonly string[] {
  const { description = '', properties = {} } = described(name);
  const parts = Object.entries({ ...properties, ...beside(name) }).map(([part, about]) =>
    about.description === undefined ? `- ${code(part)}` : `- ${code(part)}: ${about.description}`,
  );
  const rows = stepExamples
    .filter(({ step }) => stepNamesIn(step).includes(name))
    .map((example) => `| ${code(oneLine(example.step))} | ${code(oneLine(example.text))} | ${given(example)} |`);
  return [
    `### ${name}`,
    description,
    ...(parts.length === 0 ? [] : [parts.join('\n')]),
    ...(name === 'map'
      ? ['With these maps in the mapping:', jsonBlock(`{ "maps": ${oneLine(exampleContext.maps)} }`)]
      : []),
    ['| step | text | gives |', '|---|---|---|', ...rows].join('\n'),
  ];
}

export const stepsSection: PageSection = {
  heading: 'Steps',
  paragraphs: [
    'A value is worked on by `steps`, one after the other: `{ "value": "{Amount}", "steps": [{ "trim": true }, { "number": { "decimal": "," } }] }`. One step may stand beside `value` itself: `{ "value": "{Amount}", "number": { "decimal": "," } }`. Nothing is done to what is empty.',
    'A text that a step does not understand is refused: its row goes to quarantine with the sentence that stands below.',
    ...stepNames.flatMap(stepParagraphs),
  ],
};
