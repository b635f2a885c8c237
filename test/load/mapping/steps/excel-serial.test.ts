// Dates as workbooks store them, at the days every list of such numbers names.
import { type ExcelSystem, excelReader } from '../../../../src/load/mapping/steps/excel-serial';

test.each<readonly [system: ExcelSystem, text: string, expected: string | null]>([
  [1900, '1', '1900-01-01'],
  [1900, '59', '1900-02-28'],
  [1900, '60', null],
  [1900, '60.5', null],
  [1900, '61', '1900-03-01'],
  [1900, '25569', '1970-01-01'],
  [1900, '45658', '2025-01-01'],
  [1900, '46112.75', '2026-03-31T18:00:00'],
  // 18:20 as a workbook writes it, in 15 and in 17 digits.
  [1900, '46112.7638888889', '2026-03-31T18:20:00'],
  [1900, '46112.763888888891', '2026-03-31T18:20:00'],
  [1900, '46112.00001', '2026-03-31T00:00:00.864'],
  [1900, '46112.999999999999', '2026-04-01'],
  [1900, '2958465', '9999-12-31'],
  [1900, '2958466', null],
  [1900, '0', null],
  [1900, '0.75', null],
  [1900, '-1', null],
  [1900, '46112,75', null],
  [1900, '2026-03-31', null],
  [1900, '', null],
  [1904, '0', '1904-01-01'],
  [1904, '24107', '1970-01-01'],
  [1904, '44650.75', '2026-03-31T18:00:00'],
])('of the system of %d %s is %s', (system, text, expected) => {
  expect(excelReader(system)(text)).toBe(expected);
});
