// Derives everything anew under given business settings and stores them: the days of facts, which follow the business
// time zone, and all tables about customers. One transaction: until it ends the warehouse answers as before.
import type { BusinessSettings } from '../model/business-settings';
import { pruneChanges } from '../warehouse/change-feed';
import { writeSettings } from '../warehouse/settings';
import type { Warehouse } from '../warehouse/warehouse';
import { deriveTouched } from './derive/derive';
import { createTouchedTables } from './merge/context';
import { factTables } from './merge/fact-tables';
import { writeLoad } from './report/audit';
import { businessDay } from './session/business-day';
import { inLoadSession, type LoadNumbers, takeLoadLock } from './session/session';

export async function recompute(
  warehouse: Warehouse,
  settings: BusinessSettings = warehouse.settings,
): Promise<LoadNumbers> {
  const startedAt = new Date();
  return inLoadSession(
    warehouse,
    async (session) => {
      const numbers = await takeLoadLock(session);
      await createTouchedTables(session);
      for (const { table, day } of factTables) {
        if (day === null) continue;
        await session.write(
          table,
          `UPDATE ${table} SET date_key = ${businessDay(day, settings)}, change_id = ${numbers.changeId}
           WHERE date_key <> ${businessDay(day, settings)}`,
        );
      }
      await session.run(
        'INSERT INTO touched_customer SELECT DISTINCT customer_no FROM dim_customer WHERE customer_no <> 0',
      );
      await session.run(
        `INSERT INTO touched_opportunity SELECT DISTINCT opportunity_id FROM fact_interaction WHERE kind = 'stage'`,
      );
      await deriveTouched(session, numbers);
      // Everything is other than before: a copy is made anew in less time than it would follow.
      await pruneChanges(session.client, numbers.changeId);
      await writeSettings(session.client, settings);
      await writeLoad(session, numbers, { kind: 'recompute', source: 'settings', startedAt });
      return numbers;
    },
    settings,
  );
}
