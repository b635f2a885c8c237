// Writes a transactions.csv of any length, the same bytes for the same length: three years of a shop with terms,
// refunds and guests, in order of time, about ten lines a customer and 1.6 lines an order.
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

const header =
  'transaction_id,order_id,occurred_at,kind,revenue,customer_id,cost,quantity,product_id,channel_id,agent_id,campaign,opportunity_id,term_end';
const begin = Date.parse('2023-01-01T00:00:00Z');
const year = 365 * 86_400_000;
const linesPerCustomer = 10;

const channels = ['web', 'app', 'store', 'phone', 'partner', 'marketplace'];
const campaigns = ['', '', '', '', 'spring-sale', 'autumn-sale', 'newsletter', 'referral-bonus'];

const padded = (number: number, digits: number): string => String(number).padStart(digits, '0');
const instant = (time: number): string => new Date(time).toISOString();
const money = (cents: number): string => (cents / 100).toFixed(2);

export async function writeTransactions(path: string, rows: number): Promise<void> {
  const random = xoroshiro128plus(7);
  const integer = (low: number, high: number): number => uniformInt(random, low, high);
  const customers = Math.max(1, Math.round(rows / linesPerCustomer));
  const file = createWriteStream(path);
  let text = `${header}\n`;
  let order = 0;
  for (let row = 0; row < rows; order += 1) {
    const lines = Math.min(rows - row, [1, 1, 1, 1, 1, 1, 2, 2, 3, 3][integer(0, 9)]!);
    const time = begin + Math.floor((3 * year * row) / rows) + integer(0, 3_600_000);
    const kind = order > 20 && integer(1, 100) <= 4 ? 'refund' : integer(1, 100) <= 5 ? 'renewal' : 'order';
    const customer = integer(1, 100) <= 5 ? '' : `C${padded(integer(1, customers), 7)}`;
    const channel = channels[integer(0, channels.length - 1)]!;
    const agent = channel === 'phone' || channel === 'store' ? `A${padded(integer(1, 60), 3)}` : '';
    const campaign = campaigns[integer(0, campaigns.length - 1)]!;
    const termEnd = kind === 'renewal' ? instant(time + year) : '';
    const opportunity = integer(1, 100) <= 2 ? `P${padded(order, 7)}` : '';
    const sign = kind === 'refund' ? -1 : 1;
    // A refund takes back an order of before.
    const orderId = `O${padded(kind === 'refund' ? order - integer(1, 20) : order, 8)}`;
    for (let line = 0; line < lines; line += 1, row += 1) {
      const quantity = integer(1, 4);
      const cents = quantity * integer(300, 40_000);
      const cells = [
        `T${padded(row, 9)}`,
        orderId,
        instant(time),
        kind,
        money(sign * cents),
        customer,
        money(sign * Math.round(cents * 0.6)),
        sign * quantity,
        `SKU-${padded(integer(1, 500), 4)}`,
        channel,
        agent,
        campaign,
        opportunity,
        termEnd,
      ];
      text += `${cells.join(',')}\n`;
    }
    if (text.length < 1 << 20) continue;
    if (!file.write(text)) await once(file, 'drain');
    text = '';
  }
  file.end(text);
  await once(file, 'close');
}
