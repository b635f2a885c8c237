// Every statement that this process sends to PostgreSQL while something is done, each text once.
import { Client } from 'pg';

export async function recordedStatements(work: () => Promise<unknown>): Promise<readonly string[]> {
  const texts = new Set<string>();
  const { query } = Client.prototype;
  const spy = jest.spyOn(Client.prototype, 'query').mockImplementation(function (this: Client, ...given: unknown[]) {
    const [first] = given as [string | { text?: string }];
    const text = typeof first === 'string' ? first : first?.text;
    // Those of a COPY from or into a stream carry their text inside.
    if (text !== undefined) texts.add(text);
    return (query as (...all: unknown[]) => unknown).apply(this, given) as never;
  });
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return [...texts];
}
