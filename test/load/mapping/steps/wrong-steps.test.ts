// Steps that a mapping cannot mean refuse the mapping before a row is read, each with its place and what would be right.
import { UserError } from '../../../../src/errors';
import { checkMapping } from '../../../../src/load/mapping/mapping';
import type { Value } from '../../../../src/load/mapping/schema';
import { durationLetters } from '../../../../src/load/mapping/steps/duration-step';
import { readLoad, removeFolders } from '../../read/read-load';

afterAll(removeFolders);

const mapping = (value: object, maps?: object) => ({
  ...(maps && { maps }),
  files: [{ file: 'in.csv', tables: [{ table: 'agents', columns: { agent_id: '{id}', ...value } }] }],
});

/** What is wrong with a mapping, without the place of its columns; nothing when it is taken. */
function problems(value: object, maps?: object): readonly string[] {
  try {
    checkMapping('map.json', JSON.stringify(mapping(value, maps)));
    return [];
  } catch (error) {
    const { message } = error as UserError;
    if (!(error instanceof UserError)) throw error;
    return message
      .replace(/^.*is not valid: (.*)\. schema\/.*$/s, '$1')
      .split('; files[0]')
      .map((problem) => problem.replace(/^(?:files\[0\])?\.tables\[0\]\.columns\.(?:name\.?)?/, ''));
  }
}
const named = (step: object, maps?: object) => problems({ name: { value: '{a}', ...step } }, maps);

const brackets = 'letters in [brackets] stand for themselves';

test.each<readonly [string, object, string]>([
  ['trim', { trim: false }, 'trim must be true'],
  ['removePrefix', { removePrefix: '' }, 'removePrefix must NOT have fewer than 1 characters'],
  ['removePrefix', { removePrefix: [] }, 'removePrefix must NOT have fewer than 1 items'],
  ['removeSuffix', { removeSuffix: ['a', ''] }, 'removeSuffix[1] must NOT have fewer than 1 characters'],
  ['normalize', { normalize: 'NFD' }, 'normalize is "NFD" (did you mean "NFC"?)'],
  ['case', { case: 'uper' }, 'case is "uper" (did you mean "upper"?)'],
  ['replace', { replace: {} }, 'replace must NOT have fewer than 1 properties'],
  ['split', { split: { separator: ';' } }, 'split lacks "nth"'],
  ['split', { split: { separator: ';', nth: 0 } }, 'split.nth: parts are counted from 1, and from the end from -1'],
  ['split', { split: { separator: ';', nth: 1.5 } }, 'split.nth must be integer'],
  ['substring', { substring: { length: 2 } }, 'substring lacks "from"'],
  ['substring', { substring: { from: 0 } }, 'substring.from: characters are counted from 1, and from the end from -1'],
  ['substring', { substring: { from: 1, length: 0 } }, 'substring.length must be >= 1'],
  ['map', { map: {} }, 'map must NOT have fewer than 1 properties'],
  ['map', { map: 'stages' }, 'map: maps has no "stages" (it has: nothing)'],
  [
    'map',
    { map: { a: 'b' }, default: 'c', unlisted: 'keep' },
    ': default and unlisted both say what becomes of a text that is not listed',
  ],
  ['map', { unlisted: 'keep' }, ': "unlisted" needs "map" beside it'],
  ['map', { trim: true, ignoreCase: true }, ': "ignoreCase" needs "map" beside it'],
  ['map', { map: { a: 'b' }, unlisted: 'drop' }, 'unlisted is "drop" (allowed: keep)'],
  [
    'map',
    { map: { Web: 'a', shop: 'b', WEB: 'c' }, ignoreCase: true },
    'map: "Web" and "WEB" are one text where case is ignored',
  ],
  ['number', { number: { percent: true, drop: ['%'] } }, 'number: drop[0] "%" is what percent reads'],
  ['number', { number: { grouping: 'indian' } }, 'number: "grouping" needs "thousands" beside it'],
  ['number', { number: { thousands: ',', grouping: 'india' } }, 'number.grouping is "india" (did you mean "indian"?)'],
  ['times', { times: '1,5' }, 'times: "1,5" is not a number written such as "0.01"'],
  [
    'times',
    { times: 0.12345678901234566 },
    'times: 0.12345678901234566 has more digits than a number of JSON keeps: write it as a text',
  ],
  ['divideBy', { divideBy: 0 }, 'divideBy: nothing can be divided by zero'],
  ['divideBy', { divideBy: '0.00' }, 'divideBy: nothing can be divided by zero'],
  ['divideBy', { divideBy: 'x' }, 'divideBy: "x" is not a number written such as "0.01"'],
  ['round', { round: -1 }, 'round must be >= 0'],
  ['round', { round: 21 }, 'round must be <= 20'],
  ['date', { date: [] }, 'date must NOT have fewer than 1 items'],
  ['date', { date: ['D/M/YYYY', {}] }, 'date[1] needs exactly one of pattern, excel, epoch, iso'],
  ['date', { date: { iso: true, epoch: 'seconds' } }, 'date needs exactly one of pattern, excel, epoch, iso'],
  ['date', { date: { epoch: 'second' } }, 'date.epoch is "second" (did you mean "seconds"?)'],
  ['date', { date: { epoch: 'seconds', pivot: 1970 } }, 'date: "pivot" needs "pattern" beside it'],
  ['date', { date: ['YYYY-MM-DD', 'M/YYYY'] }, 'date[1]: the date pattern "M/YYYY" lacks D or DD'],
  [
    'date',
    { date: ['YYYY-MM-DD', { pattern: 'D/M/YY' }] },
    'date[1].pattern: the date pattern "D/M/YY" has YY, which needs a pivot: the first year it can mean, such as 1970',
  ],
  [
    'date',
    { date: ['D/M/YYYY', 'M/D/YYYY'] },
    'date: "4/3/2026" is 2026-03-04 as D/M/YYYY and 2026-04-03 as M/D/YYYY: which is meant cannot be told',
  ],
  ['date', { date: 'D/M/YYYY SSS' }, 'date: the date pattern "D/M/YYYY SSS" has parts of a second but no seconds'],
  ['date', { date: 'D/M/YYYY Z' }, 'date: the date pattern "D/M/YYYY Z" has an offset (Z) but no hours'],
  ['date', { date: 'ddd dddd D/M/YYYY' }, 'date: the date pattern "ddd dddd D/M/YYYY" has a part twice'],
  [
    'date',
    { date: 'YYYY-MM HHZD' },
    'date: in the date pattern "YYYY-MM HHZD" nothing stands between Z and D: it is not clear where one ends',
  ],
  [
    'date',
    { date: ['YYYYMMDD', { epoch: 'seconds' }] },
    'date: "20260304" is 2026-03-04 as YYYYMMDD and 1970-08-23T11:51:44Z as seconds since 1970: which is meant cannot be told',
  ],
  [
    'date',
    { date: [{ excel: 1900 }, { pattern: 'YYMMDD', pivot: 2000 }] },
    'date: "260509" is 2613-03-31 as a day of a workbook (since 1900) and 2026-05-09 as YYMMDD (YY from 2000): which is meant cannot be told',
  ],
  [
    'date',
    { date: [{ iso: true }, 'YYYY-DD-MM'] },
    'date: "2026-03-04" is 2026-03-04 as ISO 8601 and 2026-04-03 as YYYY-DD-MM: which is meant cannot be told',
  ],
  [
    'date',
    {
      date: [
        { pattern: 'D/M/YY', pivot: 1970 },
        { pattern: 'D/M/YY', pivot: 2000 },
      ],
    },
    'date: "4/3/99" is 1999-03-04 as D/M/YY (YY from 1970) and 2099-03-04 as D/M/YY (YY from 2000): which is meant cannot be told',
  ],
  [
    'date',
    { date: ['YYYY-MM-DD[T]HH:mm:ss[Z]', 'YYYY-MM-DD[T]HH:mm:ssZ'] },
    'date: "2026-03-04T13:05:00Z" is 2026-03-04T13:05:00 as YYYY-MM-DD[T]HH:mm:ss[Z] and 2026-03-04T13:05:00Z as YYYY-MM-DD[T]HH:mm:ssZ: which is meant cannot be told',
  ],
  ['datePart', { datePart: 'day' }, 'datePart must be true'],
  [
    'duration',
    { duration: 'hh:mm' },
    `duration: in the duration pattern "hh:mm" the letters hh stand for nothing (allowed: ${durationLetters.join(' ')}; ${brackets})`,
  ],
  ['duration', { duration: 'H:ss' }, 'duration: the duration pattern "H:ss" has hours and seconds but no minutes'],
  ['duration', { duration: 'H:mm:mm' }, 'duration: the duration pattern "H:mm:mm" has a unit twice'],
  ['duration', { duration: 'H:mm.S' }, 'duration: the duration pattern "H:mm.S" has parts of a second but no seconds'],
  [
    'duration',
    { duration: '[min]' },
    `duration: the duration pattern "[min]" names no unit (${durationLetters.join(' ')})`,
  ],
  [
    'duration',
    { duration: 'Hm' },
    'duration: in the duration pattern "Hm" nothing stands between H and m: it is not clear where one ends',
  ],
  [
    'duration',
    { duration: ['H:mm', 'mm:ss'] },
    'duration: "12:12" is 43920 as H:mm and 732 as mm:ss: which is meant cannot be told',
  ],
  [
    'duration',
    { duration: ['H:mm', 'H:ss'] },
    'duration[1]: the duration pattern "H:ss" has hours and seconds but no minutes',
  ],
])('%s: %j', (_, step, expected) => {
  expect(named(step)).toEqual([expected]);
});

describe('maps of the mapping', () => {
  const maps = { roles: { S: 'sales', D: 'service' }, stages: { Web: 'a', WEB: 'b' } };

  test('a name that is not there has the nearest that is', () => {
    expect(named({ map: 'stage' }, maps)).toEqual(['map: maps has no "stage" (did you mean "stages"?)']);
    expect(named({ map: 'toString' }, maps)).toEqual(['map: maps has no "toString" (it has: roles, stages)']);
    expect(named({ steps: [{ trim: true }, { map: 'role' }] }, maps)).toEqual([
      'steps[1].map: maps has no "role" (did you mean "roles"?)',
    ]);
  });

  test('one that nobody names harms nothing, and its texts alike but for case do where case is ignored', () => {
    expect(named({ trim: true }, maps)).toEqual([]);
    expect(named({ map: 'stages' }, maps)).toEqual([]);
    expect(named({ map: 'stages', ignoreCase: true }, maps)).toEqual([
      'map: "Web" and "WEB" are one text where case is ignored',
    ]);
  });

  const roleOf = (step: object, of: object) => problems({ role: { value: '{a}', ...step } }, of);

  test('what they give is held against what a column allows', () => {
    expect(roleOf({ map: 'roles' }, maps)).toEqual([]);
    expect(roleOf({ map: 'roles' }, { roles: { S: 'sale' } })).toEqual(['role: "sale" is not one of sales, service']);
    expect(roleOf({ map: 'roles', default: 'boss' }, maps)).toEqual(['role: "boss" is not one of sales, service']);
    expect(roleOf({ map: 'roles', unlisted: 'keep' }, maps)).toEqual([]);
    expect(roleOf({ map: 'roles', unlisted: 'keep' }, { roles: { S: 'sale' } })).toEqual([
      'role: "sale" is not one of sales, service',
    ]);
    expect(roleOf({ steps: [{ map: 'roles' }, { case: 'lower' }] }, { roles: { S: 'SALES' } })).toEqual([]);
  });

  test('several values of a load read by one map', async () => {
    const role = { value: '{role}', map: 'words', ignoreCase: true } as unknown as Value;
    const name: Value = { value: '{name}', map: 'words', unlisted: 'keep' };
    const { good, rejected } = await readLoad(
      { 'in.csv': 'id,name,role\n1,Ada,s\n2,S,D\n3,Bo,x\n' },
      mapping({ name, role }, { words: { S: 'sales', D: 'service' } }),
    );
    expect(good.map(({ values }) => values)).toEqual([
      { agent_id: '1', name: 'Ada', role: 'sales' },
      { agent_id: '2', name: 'sales', role: 'service' },
    ]);
    expect(rejected.map(({ line, column, message }) => `${line} ${column} ${message}`)).toEqual([
      '4 role The mapping lists no value for "x".',
    ]);
  });

  test('look-ups and conditions name them too', async () => {
    const people = {
      file: 'people.csv',
      key: '{id}',
      values: { role: { value: '{job}', map: 'words', ignoreCase: true } },
    };
    const where = { value: { value: '{state}', map: 'states', default: 'gone' }, equals: 'there' };
    const columns = { agent_id: '{id}', role: { lookup: 'people', key: '{id}', give: 'role' } };
    const { good, filtered } = await readLoad(
      { 'in.csv': 'id,state\n1,in\n2,out\n3,in\n', 'people.csv': 'id,job\n1,s\n2,S\n3,D\n' },
      {
        maps: { words: { S: 'sales', D: 'service' }, states: { in: 'there' } },
        lookups: { people },
        files: [{ file: 'in.csv', tables: [{ table: 'agents', where, columns }] }],
      },
    );
    expect(good.map(({ values }) => values)).toEqual([
      { agent_id: '1', role: 'sales' },
      { agent_id: '3', role: 'service' },
    ]);
    expect(filtered).toHaveLength(1);
  });

  test('lists of which no text is two dates are taken', () => {
    const lists = [
      ['YYYY-MM-DD HH:mm:ss', 'YYYY-MM-DD[T]HH:mm:ssZ', { iso: true }],
      ['D/M/YYYY', 'DD/MM/YYYY', 'YYYY年M月D日', { excel: 1900 }],
      ['M/D/YYYY h:mm A', 'M/D/YYYY H:mm', 'M/D/YYYY'],
      ['DD.MM.YYYY', { pattern: 'DD.MM.YY', pivot: 1970 }],
      ['YYYYMMDD', 'YYYYMMDDHHmm', 'YYYYMMDDHHmmss'],
      [{ epoch: 'seconds' }, { iso: true }],
    ];
    for (const date of lists) expect(named({ date })).toEqual([]);
    for (const duration of [['HH:mm:ss', 'mm:ss', 'H:mm:ss.S'], ['s'], ['m[m]', 's[s]', 'm[m] s[s]']]) {
      expect(named({ duration })).toEqual([]);
    }
  });

  test('a map is texts and what each stands for', () => {
    expect(problems({}, { roles: { S: 1 } })).toEqual(['maps.roles.S must be string or null']);
    expect(problems({}, { roles: {} })).toEqual(['maps.roles must NOT have fewer than 1 properties']);
  });
});
