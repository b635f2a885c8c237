// A request as bytes, for what no client sends: the answer as it stands on the connection.
import { connect } from 'node:net';

export type RawAnswer = {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
};

/** Waits until the server ends the connection, or has sent a whole answer. */
export function rawRequest(origin: string, bytes: string): Promise<RawAnswer> {
  const { port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes));
    let text = '';
    const finish = (): void => {
      socket.destroy();
      const [head = '', body = ''] = splitOnce(text, '\r\n\r\n');
      const [first = '', ...lines] = head.split('\r\n');
      const headers = new Map(
        lines.map((line): [string, string] => {
          const [name, value] = splitOnce(line, ':');
          return [name.toLowerCase(), value.trim()];
        }),
      );
      resolve({ status: Number(first.split(' ')[1]), headers, body });
    };
    socket.setEncoding('utf8').on('data', (data) => {
      text += data;
      const length = /content-length: (\d+)/i.exec(text)?.[1];
      const end = text.indexOf('\r\n\r\n');
      if (length !== undefined && end >= 0 && Buffer.byteLength(text.slice(end + 4)) >= Number(length)) finish();
    });
    socket.on('end', finish).on('error', reject);
    socket.setTimeout(10_000, () => reject(new Error(`No answer to ${JSON.stringify(bytes.slice(0, 100))}`)));
  });
}

function splitOnce(text: string, at: string): [string, string] {
  const place = text.indexOf(at);
  return place < 0 ? [text, ''] : [text.slice(0, place), text.slice(place + at.length)];
}
