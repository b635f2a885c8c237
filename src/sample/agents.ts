// The people of the company. Every region has a sales and a service desk; the first agent of a desk is there from beginning to
// end, others come and go, and no fact names an agent outside the days of employment. A few trainees have done nothing yet.
import { type Calendar, dateOf } from './calendar';
import { drawPersonName } from './names';
import { regionNames } from './places';
import { between, chance, integer, type Random, randomStream } from './random';

export type Agent = {
  readonly id: string;
  readonly name: string;
  readonly team: string;
  readonly department: 'Sales' | 'Customer Care';
  readonly role: 'sales' | 'service';
  /** Days of the history; an agent of before it has firstDay below 0, one who is still there no lastDay. */
  readonly firstDay: number;
  readonly lastDay: number | null;
  /** How long customers wait for this agent, as a multiple of the usual. */
  readonly slowness: number;
};

export type Agents = {
  readonly all: readonly Agent[];
  readonly desks: Readonly<Record<Agent['role'], ReadonlyMap<string, readonly Agent[]>>>;
};

const customersPerAgent = { sales: 800, service: 1000 };
const fewest = 2;
const most = 40;

export function createAgents(calendar: Calendar, customers: number, seed: number): Agents {
  const random = randomStream(seed, 'agents', 0);
  const all: Agent[] = [];
  const hire = (role: Agent['role'], region: string, firstDay: number, lastDay: number | null): Agent => {
    const agent: Agent = {
      id: `A${String(all.length + 1).padStart(3, '0')}`,
      name: drawPersonName(random).name,
      team: `${region} ${role === 'sales' ? 'Sales' : 'Care'}`,
      department: role === 'sales' ? 'Sales' : 'Customer Care',
      role,
      firstDay,
      lastDay,
      slowness: between(random, 0.7, 1.4),
    };
    all.push(agent);
    return agent;
  };
  const desk = (role: Agent['role'], region: string): readonly Agent[] => {
    const size = Math.max(
      fewest,
      Math.min(most, Math.ceil(customers / regionNames.length / customersPerAgent[role]) + 1),
    );
    return Array.from({ length: size }, (_, place) => {
      if (place === 0) return hire(role, region, -integer(random, 30, 2000), null);
      const firstDay = integer(random, -400, Math.floor(calendar.days * 0.6));
      const lastDay = chance(random, 0.25) ? integer(random, Math.max(firstDay, 0) + 30, calendar.days + 30) : null;
      return hire(role, region, firstDay, lastDay !== null && lastDay < calendar.days ? lastDay : null);
    });
  };
  const sales = new Map(regionNames.map((region) => [region, desk('sales', region)]));
  const service = new Map(regionNames.map((region) => [region, desk('service', region)]));
  for (const region of regionNames.slice(0, 3))
    hire('sales', region, Math.max(0, calendar.days - integer(random, 10, 60)), null);
  return { all, desks: { sales, service } };
}

/** An agent of the region's desk who is employed on the day; `habit` keeps a customer with the same one. */
export function agentOn(agents: Agents, role: Agent['role'], region: string, day: number, habit: number): Agent {
  const desk = agents.desks[role].get(region)!;
  const usual = desk[habit % desk.length]!;
  return usual.firstDay <= day && (usual.lastDay === null || day <= usual.lastDay) ? usual : desk[0]!;
}

export const drawServiceAgent = (random: Random, agents: Agents, region: string, day: number): Agent =>
  agentOn(agents, 'service', region, day, integer(random, 0, most));

export const employment = (calendar: Calendar, agent: Agent): { active_from: string; active_to: string | null } => ({
  active_from: dateOf(calendar, agent.firstDay),
  active_to: agent.lastDay === null ? null : dateOf(calendar, agent.lastDay),
});
