// What a role is denied, and why: the rules of fields, arguments and members held against the permissions of the role.
import { UserError } from '../errors';
import type { Role } from '../model/roles';
import { argumentRules, inputRules } from './argument-rules';
import { fieldRules } from './field-rules';
import { enumRules, fieldOfMetric, type MemberRule, permissionsOf } from './member-rules';
import { isGranted, type Permission, permissions } from './permissions';

/** Undefined where there is no rule, which is denied. */
export function ruleOfField(type: string, field: string): MemberRule | undefined {
  const rule = fieldRules[type]?.[field];
  if (rule !== undefined) return permissionsOf(rule);
  return type === 'MetricRow' ? fieldOfMetric.get(field) : undefined;
}

/** `field`: Type.field. */
export function ruleOfArgument(field: string, argument: string): MemberRule | undefined {
  const rule = argumentRules[`${field}.${argument}`] ?? argumentRules[argument];
  return rule === undefined ? undefined : permissionsOf(rule);
}

export function ruleOfInput(type: string, field: string): MemberRule | undefined {
  const rule = inputRules[type]?.[field];
  return rule === undefined ? undefined : permissionsOf(rule);
}

export function ruleOfValue(type: string, value: string): MemberRule | undefined {
  const rules = enumRules[type];
  return rules === 'free' ? [] : rules?.get(value);
}

/** The first permission that is needed and not granted. */
export const denied = (role: Role, rule: MemberRule): Permission | undefined =>
  rule.find((permission) => !isGranted(role, permission));

/** `asked`: in words of the API, such as Customer.email or metric CAC. Null where it is allowed. */
export function refusal(role: Role, rule: MemberRule, asked: string): UserError | null {
  const permission = denied(role, rule);
  if (permission === undefined) return null;
  return new UserError('FORBIDDEN', { asked, role, permission, roles: permissions[permission].to });
}
