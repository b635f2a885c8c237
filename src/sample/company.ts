// The simulated company as a whole: everything that customers share. It is decided by the arguments of the command alone.
import { type Acquisition, createAcquisition } from './acquisition';
import { type Agents, createAgents } from './agents';
import { type Calendar, createCalendar } from './calendar';
import { type Campaign, createCampaigns } from './campaigns';

export type Company = {
  readonly customers: number;
  readonly seed: number;
  readonly calendar: Calendar;
  readonly campaigns: readonly Campaign[];
  readonly acquisition: Acquisition;
  readonly agents: Agents;
};

export function createCompany(options: { customers: number; months: number; until: string; seed: number }): Company {
  const calendar = createCalendar(options.until, options.months);
  const campaigns = createCampaigns(calendar);
  return {
    customers: options.customers,
    seed: options.seed,
    calendar,
    campaigns,
    acquisition: createAcquisition(calendar, campaigns),
    agents: createAgents(calendar, options.customers, options.seed),
  };
}
