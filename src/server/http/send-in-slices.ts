// A long text goes out a piece at a time, as fast as it is taken: no copy of the whole is made, and between two pieces others have
// their turn.
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';

/** In characters. */
const pieceOf = 262_144;

export function sendInSlices(app: FastifyInstance): void {
  app.addHook('onSend', async ({ method }, reply, payload) => {
    if (typeof payload !== 'string' || payload.length <= pieceOf || method === 'HEAD') return payload;
    void reply.removeHeader('content-length');
    return Readable.from(piecesOf(payload));
  });
}

function* piecesOf(text: string): Generator<Buffer, void> {
  for (let start = 0; start < text.length; ) {
    const end = endOfPiece(text, start + pieceOf);
    yield Buffer.from(text.slice(start, end));
    start = end;
  }
}

/** Some characters are two units of a string, which stay together. */
function endOfPiece(text: string, end: number): number {
  const unit = text.charCodeAt(end - 1);
  return unit >= 0xd800 && unit <= 0xdbff ? end + 1 : end;
}
