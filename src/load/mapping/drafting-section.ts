// The section of docs/mappings.md about how a mapping is begun.
import type { PageSection } from './page-section';

export const draftingSection: PageSection = {
  heading: 'Drafting a mapping',
  paragraphs: [
    '`astrolabe map FILE...` looks at foreign files, or a folder of them (CSV, JSON, XLSX, Parquet), and prints a mapping to begin with; `--out FILE` writes it, and overwrites nothing without `--force`. Nothing is loaded.',
    'Encoding, separators, header, lines around the data, notations of numbers and dates, texts that stand for nothing, and what columns mean by their English or Chinese names are found from the first 1,000 rows and up to 2,000 others spread over the rest. `notes` beside each rule say what was seen and on what grounds. `notes` can stand in every mapping, at the top and in rules of files, tables and look-ups; loading takes no notice of them.',
    'A draft is no truth:',
    [
      '- "Guess:" marks what was guessed. It may be wrong: read all of it.',
      '- "Decide:" marks what the files do not tell.',
      '- A date such as 03/04/2026 that reads both as D/M/YYYY and as M/D/YYYY has both patterns in its step, and a number such as 1,234 has the comma as `decimal` and as `thousands`: such a mapping is refused until one of the two is taken out.',
      '- `{?revenue}` stands where no column fits a required one: no file has a column of that name, so that the load is refused with its place and the columns that there are.',
      '- `{#hash}-{#}` as a key is a fingerprint of the whole row: a row that was changed in the source counts as another.',
    ].join('\n'),
    'Where it cannot be told whether the first row names the columns, `--header` or `--no-header` says so. Then: edit the draft, try it with `astrolabe load PATH --map FILE --dry-run`, and load.',
  ],
};
