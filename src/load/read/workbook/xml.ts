// Reads the XML of a workbook's part as it arrives: elements by their local name, whatever prefix its writer chose.
import { SaxesParser } from 'saxes';
import { UserError } from '../../../errors';
import type { ByteChunk } from '../byte-source';

export type Attributes = Readonly<Record<string, string>>;

export type XmlEvents = {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
};

/** Longer than any text of a cell, which has 32,767 characters at most. */
const longestText = 16_000_000;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The value of an attribute that has a prefix. */
export const prefixed = (attributes: Attributes, local: string): string | undefined =>
  Object.entries(attributes).find(([name]) => name.endsWith(`:${local}`))?.[1];

/** Tells what the XML holds, and after each chunk how much of it was read. */
export async function* readXml(
  file: string,
  part: AsyncIterable<ByteChunk>,
  events: XmlEvents,
): AsyncGenerator<number> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let sinceTag = 0;
  parser.on('opentag', ({ name, attributes }) => {
    sinceTag = 0;
    events.open?.(localName(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    sinceTag = 0;
    events.close?.(localName(name));
  });
  if (events.text) {
    parser.on('text', (text) => events.text!(text));
    parser.on('cdata', (text) => events.text!(text));
  }
  const push = (use: () => void) => {
    try {
      use();
    } catch (error) {
      throw notXml(file, error);
    }
  };
  for await (const { bytes, bytesRead } of part) {
    push(() => {
      parser.write(decoder.decode(bytes, { stream: true }));
      sinceTag += bytes.length;
      if (sinceTag > longestText) throw new Error(`a text of it is longer than ${longestText / 1_000_000} MB`);
    });
    yield bytesRead;
  }
  push(() => parser.write(decoder.decode()).close());
}

/** Reads XML to its end. */
export async function readWholeXml(file: string, part: AsyncIterable<ByteChunk>, events: XmlEvents): Promise<void> {
  const reading = readXml(file, part, events);
  while (!(await reading.next()).done);
}

function notXml(file: string, error: unknown): unknown {
  if (error instanceof UserError) return error;
  // The parser throws plain errors, the decoder a TypeError with a code.
  const ofContent = (error as Error).constructor === Error || (error instanceof TypeError && 'code' in error);
  return ofContent
    ? new UserError('CORRUPT_FILE', { file, problem: (error as Error).message.replace(/\.$/, '') })
    : error;
}
