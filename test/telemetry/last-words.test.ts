// What a process says of the fault that ends it.
import { tellLastWords } from '../../src/server/last-words';
import { createLog } from '../../src/server/log';

test('a fault that nobody caught is in the log without values, and the process ends with 1', () => {
  const lines: string[] = [];
  let caught: (error: unknown) => void = () => undefined;
  const codes: number[] = [];
  tellLastWords(
    { on: (_, ends) => (caught = ends), exit: (code) => codes.push(code) },
    createLog('warn', { write: (line) => lines.push(line) }),
  );
  caught(
    Object.assign(new Error('duplicate key "Lovelace"'), { severity: 'ERROR', code: '23505', detail: 'Lovelace' }),
  );
  expect(codes).toEqual([1]);
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: 60, err: { code: '23505', stack: expect.any(String) } });
  expect(lines.join('')).not.toContain('Lovelace');
});
