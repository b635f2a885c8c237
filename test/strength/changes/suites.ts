// Slips in the ready mappings of CRM suites, and in what they alone use of the language.
import type { Change } from '../change';

const salesforce = {
  kind: 'loading',
  file: 'src/load/mappings/salesforce-data-export.json',
  first: ['load/mappings/salesforce-data-export'],
} as const;
const zoho = {
  kind: 'loading',
  file: 'src/load/mappings/zoho-backup.json',
  first: ['load/mappings/zoho-backup'],
} as const;
const foreign = { kind: 'loading', first: ['load/mapping/foreign-files'] } as const;

export const suiteChanges: readonly Change[] = [
  {
    ...salesforce,
    title: 'a deal is closed at the last edit of its closed stage',
    from: '"take": "minimum", "of": "{CreatedDate}"',
    to: '"take": "maximum", "of": "{CreatedDate}"',
  },
  {
    ...salesforce,
    title: 'a deal may be closed before it was made',
    from: '"after": "{CreatedDate}"',
    to: '"before": "{CreatedDate}"',
  },
  {
    ...salesforce,
    title: 'a case that was closed before it was made has a negative time',
    from: '"column": "ClosedDate", "before": "{CreatedDate}"',
    to: '"column": "ClosedDate", "isEmpty": true',
  },
  {
    ...salesforce,
    title: 'only copies of events count',
    from: '"column": "IsChild", "notIn"',
    to: '"column": "IsChild", "in"',
  },
  {
    ...zoho,
    kind: 'boundary',
    title: 'a stage of one own with a probability of 100 is an open one',
    from: '"column": "Probability (%)", "lessThan": 100',
    to: '"column": "Probability (%)", "atMost": 100',
  },
  {
    ...zoho,
    title: 'missed calls are the only ones',
    from: '"notEquals": "Missed"',
    to: '"equals": "Missed"',
  },
  {
    ...foreign,
    file: 'src/load/mapping/footer.ts',
    title: 'short rows that are not at the end are lost with a batch of nothing else',
    from: 'yield { rows: [...held, ...rows.slice(0, after)], bytesRead };',
    to: 'yield { rows: rows.slice(0, after), bytesRead };',
  },
  {
    ...foreign,
    file: 'src/load/mapping/mapped-files.ts',
    title: 'a point in a listed name is any character',
    from: "names.split(',').map(literally).join('|')",
    to: "names.split(',').join('|')",
  },
];
