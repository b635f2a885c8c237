// What the claims of a valid token come to: whose it is, their role and the customers they see. A role is given by name alone,
// and a scope that is expected must be there and be understood: nobody sees more because something is missing.
import type { Role } from '../../model/roles';
import { everything, type Viewer } from '../../model/viewer';
import type { Principal } from '../principal';
import { parseRowScope } from '../row-scope';
import type { RefusalCause } from './refusal';

/** A claim is found by its name, or by the names of objects within objects with dots between: `realm_access.roles`. */
export type ClaimNames = {
  readonly subjectClaim: string;
  readonly roleClaim: string;
  /** The first of them that the token has is its role. */
  readonly roleOf: readonly { readonly claimed: string; readonly role: Role }[];
  /** None: tokens have no scope, and their owners see every customer. */
  readonly scopeClaim: string | null;
};

type Claims = Readonly<Record<string, unknown>>;

/** What a token says of whoever sees every customer. */
const everyCustomer = 'everything';

/** What identifies people and programs: it stands in logs. */
const subjectForm = /^[A-Za-z0-9][A-Za-z0-9._:@|/+=-]{0,199}$/;

export function principalOfClaims(
  claims: Claims,
  { subjectClaim, roleClaim, roleOf, scopeClaim }: ClaimNames,
): Principal | RefusalCause {
  const subject = claimOf(claims, subjectClaim);
  if (typeof subject !== 'string' || !subjectForm.test(subject)) return 'token without subject';
  const claimed = claimOf(claims, roleClaim);
  const names: readonly unknown[] = Array.isArray(claimed) ? claimed : [claimed];
  const role = roleOf.find((each) => names.includes(each.claimed))?.role;
  if (role === undefined) return 'token without role';
  const viewer = scopeClaim === null ? everything : viewerOf(claimOf(claims, scopeClaim));
  if (viewer === undefined) return 'token with an invalid scope';
  return Object.freeze({ id: `token:${subject}`, name: subject, role, viewer });
}

/** An object, or its JSON as text. */
function viewerOf(scope: unknown): Viewer | undefined {
  if (scope === everyCustomer) return everything;
  try {
    return parseRowScope(typeof scope === 'string' ? JSON.parse(scope) : scope);
  } catch {
    return undefined;
  }
}

function claimOf(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name
    .split('.')
    .reduce<unknown>(
      (within, step) =>
        typeof within === 'object' && within !== null && Object.hasOwn(within, step)
          ? (within as Claims)[step]
          : undefined,
      claims,
    );
}
