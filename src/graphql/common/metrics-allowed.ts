// Which of the metrics that are selected in rows a role may ask: the others are not computed, and stand among those that the
// question refuses.
import { metricRule } from '../../auth/member-rules';
import { refusal } from '../../auth/policy';
import { type UserError, UserErrors } from '../../errors';
import { findMetric } from '../../metrics/catalog';
import type { Role } from '../../model/roles';

export type MetricsAllowed = {
  readonly allowed: readonly string[];
  readonly denied: ReadonlyMap<string, UserError>;
};

/** By enum value. Throws where every one of them is denied: no question is left. */
export function metricsAllowed(metrics: readonly string[], role: Role): MetricsAllowed {
  const denied = new Map<string, UserError>();
  for (const metric of metrics) {
    const error = refusal(role, metricRule(findMetric(metric)!), `the metric ${metric}`);
    if (error !== null) denied.set(metric, error);
  }
  const allowed = metrics.filter((metric) => !denied.has(metric));
  const [first, ...others] = denied.values();
  if (allowed.length === 0 && first !== undefined)
    throw others.length === 0 ? first : new UserErrors([first, ...others]);
  return { allowed, denied };
}
