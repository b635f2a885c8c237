// Days of the business calendar in statements, each with the zone by its name: what is stored rests on no session's zone, which
// the servers of a cluster do not know of each other.
import { escapeLiteral } from 'pg';
import type { BusinessSettings } from '../../model/business-settings';

type Zone = Pick<BusinessSettings, 'timeZone'>;

/** SQL: the business day of an instant. */
export const businessDay = (instant: string, { timeZone }: Zone): string =>
  `(${instant} AT TIME ZONE ${escapeLiteral(timeZone)})::date`;

/** SQL: so many days of the calendar after an instant, at the same time of the day. */
export const daysAfter = (instant: string, days: number, { timeZone }: Zone): string =>
  `((${instant} AT TIME ZONE ${escapeLiteral(timeZone)} + interval '${days} days') AT TIME ZONE ${escapeLiteral(timeZone)})`;
