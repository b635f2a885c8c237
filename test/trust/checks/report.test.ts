// The page of figures keeps what a run did not measure, and a row is met by tests that ran and held alone.
import type { Check, Checked } from './check';
import { renderMisses, renderTable, withRows } from './report';
import { checkedBy, type JestReport, notThere } from './run-suites';

const kills: Check = { name: 'kills', check: 'SIGKILL', goal: '0 lost', paths: ['load/kill'] };
const drain: Check = { name: 'drain', check: 'SIGTERM | load', goal: '0 cut', paths: ['drain'] };
const audits: Check = { name: 'audits', check: 'audits', goal: '61 of 61', paths: ['audits'] };
const checks = { faults: [kills, drain], security: [audits] };

const met = (check: Check, seen: string): Checked => ({ check, seen, verdict: 'met' });

test('rows that were not measured stay, with the day and version of their own', () => {
  const first = withRows(
    '',
    { kind: 'faults', checked: [met(kills, '50 kills'), met(drain, '0 | 1')], measured: '2026-11-29, 0.1.0' },
    checks,
  );
  const second = withRows(
    first,
    { kind: 'faults', checked: [{ check: kills, seen: '1 lost', verdict: 'missed' }], measured: '2026-11-30, 0.2.0' },
    checks,
  );
  const third = withRows(
    second,
    { kind: 'security', checked: [met(audits, '61')], measured: '2026-12-01, 0.2.0' },
    checks,
  );
  const rows = third.split('\n').filter((line) => line.includes('npm run check') && line.startsWith('|'));
  expect(rows).toEqual([
    '| SIGKILL | 0 lost | 1 lost | missed | 2026-11-30, 0.2.0 | `npm run check:faults -- --only kills` |',
    '| SIGTERM \\| load | 0 cut | 0 \\| 1 | met | 2026-11-29, 0.1.0 | `npm run check:faults -- --only drain` |',
    '| audits | 61 of 61 | 61 | met | 2026-12-01, 0.2.0 | `npm run check:security -- --only audits` |',
  ]);
});

test('a check that was never measured says so', () => {
  expect(withRows('', { kind: 'faults', checked: [], measured: '' }, checks)).toContain(
    '| audits | 61 of 61 |  | not measured |  | `npm run check:security -- --only audits` |',
  );
});

test('the table names the verdict, and the misses name the check', () => {
  const checked: readonly Checked[] = [met(kills, '50'), { check: audits, seen: 'none', verdict: 'not there' }];
  expect(renderTable(checked).split('\n')).toEqual([
    'check    goal      seen  verdict',
    '-------  --------  ----  ---------',
    'SIGKILL  0 lost    50    met',
    'audits   61 of 61  none  NOT THERE',
  ]);
  expect(renderMisses(checked)).toBe('1 of 2 goals are not met:\n  audits: not there: none');
  expect(renderMisses([met(kills, '50')])).toBe('All 1 goals are met.');
});

type Counted = Pick<JestReport, 'numPassedTests' | 'numTotalTests' | 'numPendingTests'>;
const report = (counts: Partial<Counted>, testResults: JestReport['testResults'] = []): JestReport => ({
  numPassedTests: 0,
  numTotalTests: 0,
  numPendingTests: 0,
  ...counts,
  testResults,
});

test('tests that all hold meet a goal; what the suites told is what was seen', () => {
  const held = report({ numPassedTests: 3, numTotalTests: 3 });
  expect(checkedBy(audits, held, [])).toEqual({ check: audits, seen: '3 of 3 tests', verdict: 'met' });
  expect(checkedBy(audits, held, ['61 of 61'])).toEqual({ check: audits, seen: '61 of 61', verdict: 'met' });
});

test('a test that fails, a file that cannot be run, and nothing at all miss it', () => {
  const assertionResults = [
    { status: 'passed', fullName: 'one' },
    { status: 'failed', fullName: 'two', failureMessages: ['\n\u001b[31mError: expected 0\u001b[39m\nat x'] },
  ];
  const file = { name: '/a.test.ts', status: 'failed', message: '', assertionResults };
  expect(checkedBy(audits, report({ numPassedTests: 1, numTotalTests: 2 }, [file]), ['60 of 61'])).toEqual({
    check: audits,
    seen: '60 of 61; 1 of 2 tests; two: Error: expected 0',
    verdict: 'missed',
  });
  const broken = { ...file, message: 'Cannot find module', assertionResults: [] };
  expect(checkedBy(audits, report({}, [broken]), []).verdict).toBe('missed');
  expect(checkedBy(audits, report({}), []).verdict).toBe('missed');
  expect(checkedBy(audits, report({ numTotalTests: 2, numPendingTests: 2 }), []).verdict).toBe('missed');
});

test('each path of a check has to be there', () => {
  expect(notThere(['load/kill', 'auth/matrix'], ['test/load/kill.test.ts'])).toEqual(['auth/matrix']);
});
