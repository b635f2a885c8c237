// A limit that may differ by role: `2000000,app=200000` is a number for everybody, then those of single roles. Roles that the
// text does not name keep what they have where nobody states the variable, unless it begins with a number.
import { type Role, roles } from '../model/roles';
import type { Parser } from './parsers';

export type PerRole = Readonly<Record<Role, number>>;

export const forEveryRole = (limit: number, others: Partial<PerRole> = {}): PerRole =>
  Object.freeze({ admin: limit, analyst: limit, bi: limit, app: limit, service: limit, ...others });

const largest = 999_999_999;
const part = /^(?:([a-z]+) *= *)?(\d{1,9})$/;

/** `least`: 0 where that stands for no limit. */
export const perRole =
  (usual: PerRole, least: 0 | 1 = 1): Parser<PerRole> =>
  (text) => {
    let limits = usual;
    for (const [place, each] of text.split(',').entries()) {
      const [, role, digits] = part.exec(each.trim().toLowerCase()) ?? [];
      const limit = Number(digits);
      if (digits === undefined || limit < least || (role === undefined && place > 0))
        return { problem: problemOf(least) };
      if (role === undefined) limits = forEveryRole(limit);
      else if (isRole(role)) limits = Object.freeze({ ...limits, [role]: limit });
      else return { problem: problemOf(least) };
    }
    return { value: limits };
  };

const isRole = (name: string): name is Role => (roles as readonly string[]).includes(name);

const problemOf = (least: number): string =>
  `must be a whole number from ${least} to ${largest}, or numbers by role (${roles.join(', ')}) such as 500,app=100`;

export const rolesListed: Parser<readonly Role[]> = (text) => {
  const named = text.split(',').map((each) => each.trim().toLowerCase());
  return named.every(isRole)
    ? { value: Object.freeze(named) }
    : { problem: `must be roles separated by commas, of ${roles.join(', ')}` };
};
