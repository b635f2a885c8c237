// The other side of customer look-ups: one SELECT written by hand, through pg and Fastify. Usage: lookup-server DATABASE_URL.
import Fastify from 'fastify';
import { Pool } from 'pg';
import { sessionSettings } from '../../src/warehouse/connection';

export const lookupPath = '/customers';

const lookup = `SELECT c.customer_id AS id, s.tier, s.historic_value AS historic, s.predicted_value AS predicted, s.health_score AS score, s.health_band AS band
  FROM dim_customer AS c LEFT JOIN customer_snapshot AS s ON s.customer_no = c.customer_no AND s.month_end = '9999-12-31'
  WHERE c.is_current AND c.customer_id = ANY($1)`;

async function main(url: string): Promise<void> {
  const pool = new Pool({ ...sessionSettings, connectionString: url });
  const app = Fastify();
  app.post<{ Body: { ids: readonly string[] } }>(lookupPath, async ({ body: { ids } }) => {
    const { rows } = await pool.query<{ id: string }>({ name: 'lookup', text: lookup, values: [ids] });
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
  process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`);
  process.once('SIGTERM', () => void app.close().then(() => pool.end()));
}

if (require.main === module) void main(process.argv[2]!);
