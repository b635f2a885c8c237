// What each step does, one example after another, for the documentation: docs/mappings.md is made of them, and a test runs them.

import type { MappingStep } from './step';
import type { StepContext } from './step-maker';

/** `gives`: null is nothing; a text that is refused has the sentence that quarantine keeps of it. */
export type StepExample = {
  readonly step: MappingStep;
  readonly text: string;
  readonly gives: string | null | { readonly refused: string };
};

/** The maps that examples name. */
export const exampleContext: StepContext = {
  maps: { stages: { 初步接洽: 'contacted', 方案报价: 'quoted', 赢单: 'won', 无效: null } },
};

const refused = (sentence: string) => ({ refused: sentence });
const euros = { decimal: ',', thousands: '.', drop: ['€'], minus: 'brackets' } as const;

export const stepExamples: readonly StepExample[] = [
  { step: { trim: true }, text: ' Ada Lund\u3000', gives: 'Ada Lund' },
  { step: { collapseBlanks: true }, text: 'Ada \u00a0 Lund', gives: 'Ada Lund' },
  { step: { removePrefix: 'zcrm_' }, text: 'zcrm_4711', gives: '4711' },
  { step: { removePrefix: ['Mr. ', 'Ms. '] }, text: 'Ms. Lund', gives: 'Lund' },
  { step: { removeSuffix: '.0' }, text: '17850.0', gives: '17850' },
  { step: { removeSuffix: '.0' }, text: '17850', gives: '17850' },
  { step: { unquoteFormula: true }, text: '="008"', gives: '008' },
  { step: { normalize: 'NFC' }, text: 'Cafe\u0301', gives: 'Café' },
  { step: { normalize: 'NFKC' }, text: 'Ａ１２', gives: 'A12' },
  { step: { case: 'lower' }, text: 'Ada@Example.com', gives: 'ada@example.com' },
  { step: { case: 'upper' }, text: 'de-4711', gives: 'DE-4711' },
  { step: { replace: { '；': ';', '、': ';' } }, text: '重点；华北、直销', gives: '重点;华北;直销' },
  { step: { replace: { ' ': '' } }, text: '0049 30 1234', gives: '0049301234' },
  { step: { split: { separator: ',', nth: 2 } }, text: '北京,海淀,上地', gives: '海淀' },
  { step: { split: { separator: ';', nth: -1 } }, text: '18020000004;18020000005', gives: '18020000005' },
  { step: { split: { separator: ',', nth: 4 } }, text: '北京,海淀,上地', gives: null },
  { step: { substring: { from: 1, length: 15 } }, text: '0018000000abcDEAAY', gives: '0018000000abcDE' },
  { step: { substring: { from: -4 } }, text: 'DE-004711', gives: '4711' },
  { step: { map: { yes: 'resolved', open: null } }, text: 'yes', gives: 'resolved' },
  { step: { map: { yes: 'resolved', open: null } }, text: 'open', gives: null },
  {
    step: { map: { yes: 'resolved', open: null } },
    text: 'no',
    gives: refused('The mapping lists no value for "no".'),
  },
  { step: { map: { yes: 'resolved' }, default: null }, text: 'no', gives: null },
  { step: { map: 'stages' }, text: '方案报价', gives: 'quoted' },
  { step: { map: 'stages', unlisted: 'keep' }, text: 'qualified', gives: 'qualified' },
  { step: { map: { Web: 'web', Shop: 'shop' }, ignoreCase: true }, text: 'WEB', gives: 'web' },
  { step: { number: { decimal: ',', thousands: '.', drop: ['€'] } }, text: '1.234,56 €', gives: '1234.56' },
  { step: { number: euros }, text: '(20,00 €)', gives: '-20.00' },
  {
    step: { number: euros },
    text: '1,234.56',
    gives: refused('"1,234.56" is not a number written such as "(1.234,50) €".'),
  },
  { step: { number: { thousands: ',', grouping: 'indian', drop: ['₹'] } }, text: '₹1,23,456.50', gives: '123456.50' },
  { step: { number: { percent: true } }, text: '12.5 %', gives: '0.125' },
  {
    step: { number: { percent: true } },
    text: '12.5',
    gives: refused('"12.5" is not a number written such as "-1234.50 %".'),
  },
  { step: { times: 10000 }, text: '3.85', gives: '38500' },
  { step: { times: '-1' }, text: '120.50', gives: '-120.5' },
  { step: { divideBy: 100 }, text: '12050', gives: '120.5' },
  { step: { divideBy: '7.1' }, text: '100', gives: '14.084507042253521127' },
  { step: { round: 2 }, text: '14.084507042253521127', gives: '14.08' },
  { step: { round: 0 }, text: '-2.5', gives: '-3' },
  { step: { absolute: true }, text: '-120.50', gives: '120.5' },
  { step: { date: 'D/M/YYYY' }, text: '9/5/2026', gives: '2026-05-09' },
  { step: { date: 'YYYY年M月D日 dddd Ah:mm' }, text: '2026年5月9日 星期六 下午3:05', gives: '2026-05-09T15:05:00' },
  {
    step: { date: 'ddd, D MMM YYYY HH:mm:ss Z' },
    text: 'Sat, 9 May 2026 13:00:00 +0200',
    gives: '2026-05-09T13:00:00+02:00',
  },
  {
    step: { date: 'ddd, D MMM YYYY' },
    text: 'Fri, 9 May 2026',
    gives: refused('"Fri, 9 May 2026" is not a date written as ddd, D MMM YYYY.'),
  },
  { step: { date: 'M/D/YYYY h:mm A' }, text: '5/9/2026 1:04 PM', gives: '2026-05-09T13:04:00' },
  { step: { date: 'YYYY-MM-DD HH:mm:ss.S' }, text: '2026-05-09 13:04:05.25', gives: '2026-05-09T13:04:05.25' },
  { step: { date: { pattern: 'DD.MM.YY', pivot: 1970 } }, text: '09.05.26', gives: '2026-05-09' },
  { step: { date: { excel: 1900 } }, text: '46151.75', gives: '2026-05-09T18:00:00' },
  { step: { date: { epoch: 'seconds' } }, text: '1778328000', gives: '2026-05-09T12:00:00Z' },
  { step: { date: { epoch: 'milliseconds' } }, text: '1778328000250', gives: '2026-05-09T12:00:00.25Z' },
  { step: { date: ['YYYY年M月D日', 'YYYY/M/D', { iso: true }] }, text: '2026/7/1', gives: '2026-07-01' },
  {
    step: { date: ['YYYY年M月D日', 'YYYY/M/D', { iso: true }] },
    text: '2026-07-01T08:00:00+08:00',
    gives: '2026-07-01T08:00:00+08:00',
  },
  { step: { datePart: true }, text: '2026-05-09T13:00:00', gives: '2026-05-09' },
  {
    step: { datePart: true },
    text: '9 May',
    gives: refused('"9 May" is not a date in ISO 8601, such as 2026-05-09 or 2026-05-09T13:00:00+02:00.'),
  },
  { step: { duration: 'HH:mm:ss' }, text: '27:05:09', gives: '97509' },
  { step: { duration: ['H[h] m[m]', 'm[m]'] }, text: '95m', gives: '5700' },
  { step: { duration: 'mm:ss.S' }, text: '02:30.5', gives: '150.5' },
  {
    step: { duration: 'HH:mm:ss' },
    text: '1:75:00',
    gives: refused('"1:75:00" is not a duration written as HH:mm:ss (such as 05:05:05).'),
  },
];
