// A request with exactly the Authorization headers given, which fetch would join or refuse.
import { request } from 'node:http';

export type RawReply = {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
};

export type RawRequest = {
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

const question = JSON.stringify({ query: '{ dataStatus { dataVersion } }' });

export const ask = (
  origin: string,
  authorization: readonly string[],
  { method = 'POST', path = '/graphql', body = question, headers = {} }: RawRequest = {},
): Promise<RawReply> =>
  new Promise((resolve, reject) => {
    const sent = request(`${origin}${path}`, {
      method,
      headers: {
        ...(method === 'POST' && { 'content-type': 'application/json' }),
        ...headers,
        ...(authorization.length > 0 && { authorization: [...authorization] }),
      } as NodeJS.Dict<string | string[]>,
    });
    sent.on('error', reject).on('response', (response) => {
      let text = '';
      response
        .setEncoding('utf8')
        .on('data', (piece: string) => {
          text += piece;
        })
        .on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text }));
    });
    sent.end(method === 'POST' ? body : undefined);
  });
