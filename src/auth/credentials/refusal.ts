// Why a request does not prove who asks. The log tells the cause; the caller never hears it, since it would help to guess.

export type RefusalCause =
  | 'no credential'
  | 'several authorization headers'
  | 'no bearer credential'
  | 'longer than 8 kB'
  | 'malformed credential'
  | 'keys are not taken'
  | 'tokens are not taken'
  | 'wrong checksum of key'
  | 'unknown key'
  | 'wrong secret of key'
  | 'expired key'
  | 'revoked key'
  | 'key with an unknown role'
  | 'key with an invalid scope'
  | 'malformed token'
  | 'algorithm not allowed'
  | 'unknown signing key'
  | 'signing keys not available'
  | 'wrong signature'
  | 'expired token'
  | 'token of later'
  | 'wrong issuer'
  | 'wrong audience'
  | 'claim missing or invalid'
  | 'token without role'
  | 'token with an invalid scope'
  | 'token without subject';

export type Refused = {
  readonly kind: 'refused';
  readonly cause: RefusalCause;
  /** The key that was named, whoever named it. */
  readonly key?: string;
};

export const refused = (cause: RefusalCause, key?: string): Refused => ({
  kind: 'refused',
  cause,
  ...(key !== undefined && { key }),
});
