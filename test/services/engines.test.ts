// Which engine answers a question that must see a version of the data.
import type { Engine } from '../../src/engine/engine';
import { enginesInOrder } from '../../src/services/engines';
import { postgresDialect } from '../../src/sql/postgres';

function engineAt(name: Engine['name'], dataVersion: string): Engine {
  return {
    name,
    dialect: postgresDialect,
    read: (work) => {
      const none = async () => {
        throw new Error('Nothing is measured here');
      };
      return work({
        engine: name,
        dialect: postgresDialect,
        dataVersion,
        watermarks: new Map(),
        measure: none,
        count: none,
        select: none,
        selectOften: none,
        selectRemembered: none,
      });
    },
  };
}

test('the first engine in order answers when it has the version, or a later one', async () => {
  for (const version of ['7', '8']) {
    const engines = enginesInOrder([engineAt('COLUMNAR', version), engineAt('POSTGRES', '8')]);
    expect((await engines.at('7')).name).toBe('COLUMNAR');
    expect(engines.preferred.name).toBe('COLUMNAR');
  }
});

test('versions are compared as numbers', async () => {
  const engines = enginesInOrder([engineAt('COLUMNAR', '9'), engineAt('POSTGRES', '10')]);
  expect((await engines.at('10')).name).toBe('POSTGRES');
});

test('the next one answers when the first is behind', async () => {
  const engines = enginesInOrder([engineAt('COLUMNAR', '6'), engineAt('POSTGRES', '7')]);
  expect((await engines.at('7')).name).toBe('POSTGRES');
});

test('a version that nobody was told of is refused with the latest that is there', async () => {
  const engines = enginesInOrder([engineAt('COLUMNAR', '4'), engineAt('POSTGRES', '6')]);
  await expect(engines.at('7')).rejects.toMatchObject({
    code: 'DATA_VERSION_NOT_REACHED',
    parameters: { wanted: '7', current: '6' },
  });
});

test.each(['soon', '', '-1', '1.5', '1e3', '1234567890123456789'])('"%s" is no version', async (text) => {
  const engines = enginesInOrder([engineAt('POSTGRES', '6')]);
  await expect(engines.at(text)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
});
