// The section of docs/mappings.md about files, rows and look-ups: examples as a whole, with what comes out.
import { mappingExamples } from './mapping-examples';
import { jsonBlock, type MappingExample, type PageSection } from './page-section';

const csvBlock = (content: string): string => `\`\`\`csv\n${content}\`\`\``;

function exampleParagraphs({ heading, text, files, mapping, gives, refuses = [] }: MappingExample): readonly string[] {
  return [
    `### ${heading}`,
    text,
    ...Object.entries(files).flatMap(([name, content]) => [`\`${name}\`:`, csvBlock(content)]),
    jsonBlock(JSON.stringify(mapping, null, 2)),
    ...Object.entries(gives).flatMap(([table, content]) => [`gives \`${table}\`:`, csvBlock(content)]),
    ...(refuses.length === 0 ? [] : [`and refuses: ${refuses.join('; ')}`]),
  ];
}

export const examplesSection: PageSection = {
  heading: 'Files, rows and look-ups',
  paragraphs: [
    'What a mapping would do with files is told by `astrolabe load PATH --map FILE --dry-run`: rows for each table, the reasons of those that would go to quarantine, and three rows of each file in each table as they would be stored. Nothing is stored.',
    ...mappingExamples.flatMap(exampleParagraphs),
    '`deleted` of a rule and `replaces` of a mapping take facts out again: see "Facts that leave" in `docs/load-format.md`.',
  ],
};
