import { Problem } from '../../errors.ts'

/** Why somebody was not signed in, with the status of the answer. */
const statuses = {
  /** The answer of the provider is not to be trusted. */
  failed: 401,
  /** Nobody began this attempt in this browser, or it was finished or took too long. */
  expired: 400,
  /** They, or the provider in their name, said no. */
  cancelled: 401,
  /** We know who they are, and they may not come in. */
  noAccess: 403,
  /** The provider does not answer as it should. */
  unavailable: 503,
} as const

export type RefusalKind = keyof typeof statuses

/**
 * Somebody could not be signed in. `message` is for the log, so it holds no token, code, claim or other word of theirs;
 * what the visitor sees are the texts `error.signIn.<kind>.…`.
 */
export class SignInRefused extends Problem {
  readonly kind: RefusalKind

  constructor(kind: RefusalKind, message: string) {
    super(statuses[kind], message, `signIn.${kind}`)
    this.kind = kind
  }
}
