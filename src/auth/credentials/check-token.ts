// Whether a token is signed by one of the keys we know, by an algorithm we named, for us and for now; and whose it is. Of its
// header only the algorithm and the name of the key are read: a key or an address that a token brings along counts for nothing.
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Verdict } from './check-key';
import { type RefusalCause, refused } from './refusal';
import { SigningKeysAway } from './signing-keys';
import { type ClaimNames, principalOfClaims } from './token-claims';

export type TokenRules = ClaimNames & {
  readonly issuer: string;
  /** Any of them. */
  readonly audiences: readonly string[];
  readonly algorithms: readonly string[];
};

export type CheckToken = (text: string) => Promise<Verdict>;

/** What the clocks of two machines may differ by. */
const toleranceSeconds = 30;

/** `keys`: signingKeys, or a set of a test. `clock`: milliseconds of the epoch. */
export function checkTokens(
  rules: TokenRules,
  keys: JWTVerifyGetKey,
  { clock = Date.now }: { readonly clock?: () => number } = {},
): CheckToken {
  const options = {
    algorithms: [...rules.algorithms],
    issuer: rules.issuer,
    audience: [...rules.audiences],
    requiredClaims: ['exp'],
    clockTolerance: toleranceSeconds,
  };
  return async (text) => {
    let claims: JWTPayload;
    try {
      claims = (await jwtVerify(text, keys, { ...options, currentDate: new Date(clock()) })).payload;
    } catch (error) {
      return refused(causeOf(error));
    }
    const whose = principalOfClaims(claims, rules);
    return typeof whose === 'string' ? refused(whose) : { kind: 'principal', principal: whose };
  };
}

function causeOf(error: unknown): RefusalCause {
  if (error instanceof SigningKeysAway || error instanceof errors.JWKSTimeout) return 'signing keys not available';
  if (error instanceof errors.JWTExpired) return 'expired token';
  if (error instanceof errors.JWTClaimValidationFailed) return causeOfClaim(error);
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'wrong signature';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'algorithm not allowed';
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
    return 'unknown signing key';
  if (error instanceof errors.JWKSInvalid) return 'signing keys not available';
  return 'malformed token';
}

function causeOfClaim({ claim, reason }: errors.JWTClaimValidationFailed): RefusalCause {
  if (reason !== 'check_failed') return 'claim missing or invalid';
  if (claim === 'nbf') return 'token of later';
  if (claim === 'iss') return 'wrong issuer';
  return claim === 'aud' ? 'wrong audience' : 'claim missing or invalid';
}
