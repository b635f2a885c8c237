// The clock and the zone of the fixture company, for companies made for one test.
import type { CompanySettings } from './fixture';

export const shanghai: CompanySettings = { now: '2025-07-01T12:00:00+08:00', timeZone: 'Asia/Shanghai' };
