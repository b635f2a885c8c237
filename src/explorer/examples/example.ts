// A question the playground offers, in English and Chinese: the same document under a comment in either language.

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];
export type InBoth = Readonly<Record<Language, string>>;

export type Example = {
  /** The name of its operation. */
  readonly name: string;
  readonly group: InBoth;
  readonly title: InBoth;
  readonly text: InBoth;
  readonly changes: boolean;
};

export const groups = {
  bi: { en: 'For a BI tool', zh: '商业智能' },
  app: { en: 'For an app', zh: '应用' },
  customers: { en: 'Customers', zh: '客户' },
  analyst: { en: 'For an analyst', zh: '分析师' },
  journeys: { en: 'Journeys of customers', zh: '客户旅程' },
  vocabulary: { en: 'What can be asked', zh: '可查询的内容' },
  ingest: { en: 'Rows one call at a time', zh: '逐次写入' },
  settings: { en: 'Segments and targets', zh: '客群与目标' },
} as const satisfies Record<string, InBoth>;

type Told = {
  readonly group: InBoth;
  readonly title: InBoth;
  /** Lines above the document. */
  readonly comment: Readonly<Record<Language, readonly string[]>>;
  /** The document in a language: LOCALE stands for the locale of its labels. */
  readonly document: string;
};

const locales: InBoth = { en: 'EN', zh: 'ZH' };

export function example({ group, title, comment, document }: Told): Example {
  const [, operation, name] = /^(query|mutation) (\w+)/m.exec(document) ?? [];
  if (operation === undefined || name === undefined) throw new Error(`An example without a name: ${document}`);
  const textIn = (language: Language): string =>
    `${comment[language].map((line) => `# ${line}\n`).join('')}${document.trim().replaceAll('LOCALE', locales[language])}\n`;
  return { name, group, title, text: { en: textIn('en'), zh: textIn('zh') }, changes: operation === 'mutation' };
}
