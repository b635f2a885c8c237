// The path /segments/NAME/customers.csv: the customers of a saved segment as a file, written as fast as it is taken. Texts are
// safe to open in a spreadsheet. Who takes nothing for a while is cut off, since the file holds a connection to the database.
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusalOfSegment } from '../../auth/filter-rules';
import { isGranted, type Permission } from '../../auth/permissions';
import { refusal } from '../../auth/policy';
import { type CsvCell, csvLine, withoutFormula } from '../../csv-text';
import { type SegmentCustomers, segmentColumns, segmentCustomers } from '../../customer/search/segment-customers';
import { userErrorsOf } from '../../errors';
import { secondsToWait } from '../../graphql/common/request-errors';
import { chooseName } from '../../model/choose-argument';
import type { Role } from '../../model/roles';
import type { Admission, Leave } from '../admission/admission';
import { abandonWhenGone, type ContextOf } from '../context-of';
import { sendHttpError } from '../http-errors';

const byteOrderMark = '\ufeff';
const cutAfterIdle = 60_000;

type Asked = FastifyRequest<{
  Params: { readonly name: string };
  Querystring: Readonly<Record<string, string | readonly string[] | undefined>>;
}>;

/** `admission`: of files alone, each of which takes as long as its reader. */
export function serveSegments(app: FastifyInstance, contextOf: ContextOf, admission: Admission): void {
  app.get('/segments/:name/customers.csv', async (request: Asked, reply) => {
    const context = contextOf(request);
    abandonWhenGone(reply, context);
    let leave: Leave | undefined;
    const end = async (): Promise<void> => {
      leave?.();
      await context.close();
    };
    try {
      const { role } = request.principal;
      const denied = refusal(role, ['segments', 'customers'], 'the customers of a segment');
      if (denied !== null) throw denied;
      const { asOf, bom } = readQuery(request.query);
      leave = await admission.enter(request.principal, 0, context.gone);
      const saved = (await context.lookingUp.segments?.()) ?? new Map();
      const withheld = refusalOfSegment(role, request.params.name, saved);
      if (withheld !== null) throw withheld;
      const customers = await segmentCustomers(request.params.name, asOf, context.lookingUp);
      const file = Readable.from(linesOf(customers, columnsFor(role), bom));
      file.once('close', () => void end());
      return sendFile(file, request, reply);
    } catch (error) {
      await end();
      const [fault] = userErrorsOf(error);
      if (fault === undefined || secondsToWait(error) !== undefined) throw error;
      const status = statusOf[fault.code] ?? 400;
      sendHttpError(reply, { status, code: fault.code, message: fault.message }, request.id);
      return reply;
    }
  });
}

const statusOf: Readonly<Record<string, number>> = { UNKNOWN_SEGMENT: 404, FORBIDDEN: 403 };

/** What a column takes beyond the customer itself. */
const columnRules: Readonly<Partial<Record<(typeof segmentColumns)[number], Permission>>> = {
  name: 'names',
  email: 'contacts',
  phone: 'contacts',
  birth_date: 'contacts',
};

/** The places of the columns that a role may have. */
const columnsFor = (role: Role): readonly number[] =>
  segmentColumns.flatMap((column, place) => {
    const rule = columnRules[column];
    return rule === undefined || isGranted(role, rule) ? [place] : [];
  });

function sendFile(file: Readable, request: Asked, reply: FastifyReply): FastifyReply {
  const { socket } = request.raw;
  const cut = (): void => void socket.destroy();
  socket.setTimeout(cutAfterIdle).on('timeout', cut);
  file.once('close', () => socket.setTimeout(request.server.server.timeout).off('timeout', cut));
  const fileName = encodeURIComponent(`${request.params.name}.csv`).replaceAll("'", '%27');
  return reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="customers.csv"; filename*=UTF-8''${fileName}`)
    .header('cache-control', 'no-store')
    .send(file);
}

/** `bom`: some spreadsheets take a file for UTF-8 by its first character only. Throws what is wrong in it. */
function readQuery({ asOf, bom = 'false' }: Asked['query']): { readonly asOf: string | null; readonly bom: boolean } {
  const day = asOf === undefined ? null : String(asOf);
  return { asOf: day, bom: chooseName('bom', String(bom), ['true', 'false'] as const) === 'true' };
}

async function* linesOf(
  customers: SegmentCustomers,
  places: readonly number[],
  bom: boolean,
): AsyncGenerator<string, void> {
  yield `${bom ? byteOrderMark : ''}${csvLine(places.map((place) => segmentColumns[place]!))}`;
  for await (const rows of customers)
    yield rows.map((row) => csvLine(places.map((place) => safe(row[place]!)))).join('');
}

/** Where semicolons separate cells, what follows one begins a cell too. */
const safe = (cell: CsvCell): CsvCell =>
  typeof cell === 'string' ? cell.split(';').map(withoutFormula).join(';') : cell;
