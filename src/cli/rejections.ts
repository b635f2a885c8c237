// rejections: the rows in quarantine, each with its file and line, what is wrong, and its text.
import { Command } from 'commander';
import { UserError } from '../errors';
import type { Warehouse } from '../warehouse/warehouse';
import { rowNumber } from './row-number';
import { type CommandSurroundings, say } from './surroundings';
import { withWarehouse } from './with-warehouse';

type RejectionLine = {
  readonly load: number;
  readonly file: string;
  readonly line: number;
  readonly table: string;
  readonly column: string | null;
  readonly code: string;
  readonly message: string;
  readonly raw: string;
};

const usual = 100;

export const rejectionsCommand = (surroundings: CommandSurroundings): Command =>
  new Command('rejections')
    .description('Show the rows in quarantine: of all loads, latest first, or of one.')
    .option('--load <id>', 'the number of a load')
    .option('--limit <rows>', `how many to show (default ${usual})`)
    .action(async (options: { readonly load?: string; readonly limit?: string }) => {
      const load = options.load === undefined ? null : rowNumber('--load', options.load);
      const limit = options.limit === undefined ? usual : rowNumber('--limit', options.limit);
      say(surroundings, await withWarehouse(surroundings, (warehouse) => rejectionsText(warehouse, load, limit)));
    });

async function rejectionsText({ pool }: Warehouse, load: number | null, limit: number): Promise<string> {
  if (load !== null) {
    const { rowCount } = await pool.query('SELECT FROM load WHERE load_id = $1', [load]);
    if (rowCount === 0) throw new UserError('UNKNOWN_LOAD', { given: String(load) });
  }
  const { rows: codes } = await pool.query<{ code: string; count: number }>(
    `SELECT code, count(*) AS count FROM load_rejection WHERE $1::bigint IS NULL OR load_id = $1
     GROUP BY code ORDER BY count(*) DESC, code`,
    [load],
  );
  const count = codes.reduce((sum, each) => sum + each.count, 0);
  if (count === 0) return load === null ? 'No row is in quarantine.' : `No row of load ${load} is in quarantine.`;
  const { rows } = await pool.query<RejectionLine>(
    `SELECT load_id AS load, file, line, target_table AS "table", column_name AS "column", code, message, raw
     FROM load_rejection WHERE $1::bigint IS NULL OR load_id = $1 ORDER BY load_id DESC, rejection_no LIMIT $2`,
    [load, limit],
  );
  const shown = rows.map(({ raw, ...row }) =>
    [
      `load ${row.load}, ${row.file} line ${row.line}, ${row.table}${row.column === null ? '' : `.${row.column}`}: ${row.code}`,
      `  ${row.message}`,
      ...raw.split('\n').map((line) => `  | ${line.replace(/\r$/, '')}`),
    ].join('\n'),
  );
  const summary = `${count.toLocaleString('en')} in quarantine: ${codes.map((each) => `${each.code} ${each.count}`).join(', ')}.`;
  const rest = count > rows.length ? [`${rows.length} of ${count} are shown; --limit shows more.`] : [];
  return [summary, ...shown, ...rest].join('\n');
}
