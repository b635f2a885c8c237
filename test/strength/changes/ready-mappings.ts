// Slips in the ready mappings of CRM suites, in values under a header that a row makes, and in which mapping is suggested.
import type { Change } from '../change';

const hubspot = {
  kind: 'loading',
  file: 'src/load/mappings/hubspot-csv.json',
  first: ['load/mappings/hubspot'],
} as const;
const wukong = { kind: 'loading', file: 'src/load/mappings/wukong-11.json', first: ['load/mappings/wukong'] } as const;
const ready = {
  kind: 'loading',
  file: 'src/load/mapping/ready-mappings.ts',
  first: ['load/mappings/suggested'],
} as const;
const header = {
  kind: 'loading',
  file: 'src/load/mapping/made-header.ts',
  first: ['load/mapping/made-header'],
} as const;

export const readyMappingChanges: readonly Change[] = [
  {
    ...hubspot,
    title: 'every contact of HubSpot is a lead',
    from: '{ "column": "Lifecycle Stage", "notIn": ["Subscriber", "Other"] }',
    to: '{ "column": "Lifecycle Stage", "notIn": ["Other"] }',
  },
  {
    ...hubspot,
    title: 'a solved ticket of HubSpot is solved before it was opened',
    from: '"if": { "column": "Close date", "before": "{Create date}" }',
    to: '"if": { "column": "Close date", "isEmpty": true }',
  },
  {
    ...wukong,
    title: 'lost deals of 悟空CRM stay open',
    from: '"where": { "column": "is_end", "in": ["1", "2"] }',
    to: '"where": { "column": "is_end", "in": ["1"] }',
  },
  {
    ...wukong,
    title: 'a discount on the products of a contract is forgotten',
    from: '{ "column": "money", "isEmpty": false }',
    to: '{ "column": "money", "isEmpty": true }',
  },
  {
    ...ready,
    title: 'a mapping is suggested of whose files none is there',
    from: ' && rules.some(hasFile)',
    to: '',
  },
  {
    ...ready,
    title: 'columns that may be absent have to be there for a mapping to be suggested',
    from: 'return optional || headers.some',
    to: 'return headers.some',
  },
  {
    ...header,
    title: 'a made header ends anywhere',
    from: "return last?.kind !== 'text' || header.endsWith(last.text);",
    to: 'return last !== undefined;',
  },
  {
    ...header,
    title: 'a made header begins anywhere',
    from: 'header.startsWith(part.text) ? 0 : -1',
    to: 'header.indexOf(part.text)',
  },
  {
    kind: 'loading',
    file: 'src/load/mapping/each-column.ts',
    first: ['load/mapping/foreign-files'],
    title: 'a pattern of columns is refused though they are optional',
    from: 'if (headersOf(forEachColumn, rule).optional) return [];',
    to: '',
  },
];
