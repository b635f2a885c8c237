// Data quality: who is on file, how complete and how fresh the data are, and who uses the system.
import type { Cell } from '../cell';
import { onFileAt, versionAt } from '../customers';
import type { NaiveValue } from '../question';
import { count, share } from '../values';

const onFile = (cell: Cell) => {
  const { e } = cell.period;
  return cell.customersAt(e).filter((customer) => onFileAt(customer, e));
};

export function customersOnFile(cell: Cell): NaiveValue {
  return count(onFile(cell).length);
}

/** Five cells a customer, of its version at e. */
export function dataCompleteness(cell: Cell): NaiveValue {
  const customers = onFile(cell);
  const filled = customers.reduce((before, customer) => {
    const version = versionAt(customer, cell.period.e);
    const cells = [
      version.name,
      version.email ?? version.phone,
      version.region,
      version.acquiredChannel,
      version.gender ?? version.industry,
    ];
    return before + cells.filter((value) => value !== null).length;
  }, 0);
  return share(filled, 5 * customers.length);
}

export function dataFreshness(cell: Cell): NaiveValue {
  const { e } = cell.period;
  const since = cell.asked.clock.minusDays(e, 90);
  const customers = onFile(cell);
  const fresh = customers.filter((customer) => {
    const facts = [...customer.transactions, ...customer.interactions].map((fact) => fact.at);
    const versions = customer.versions.flatMap((version) => version.validFrom ?? []);
    return [...facts, ...versions].some((at) => since <= at && at < e);
  });
  return share(fresh.length, customers.length);
}

export function systemUsageRate(cell: Cell): NaiveValue {
  const { from, lastDay, days } = cell.period;
  const employed = cell.agents.filter(
    ({ activeFrom, activeTo }) =>
      days > 0 && (activeFrom === null || activeFrom <= lastDay) && (activeTo === null || activeTo >= from),
  );
  const seen = new Set([...cell.everything.interactions, ...cell.everything.transactions].map((fact) => fact.agentId));
  return share(employed.filter((agent) => seen.has(agent.agentId)).length, employed.length);
}
