/**
 * The errors that a service throws and the one error handler answers (see web/error-page.ts).
 * `kind` chooses the texts from the message files: `error.<kind>.heading`, `.message` and `.advice`.
 */
export class Problem extends Error {
  readonly status: number
  readonly kind: string
  /** What the texts of this kind fill in, such as the name of what was not found. */
  readonly values: Record<string, string>

  constructor(status: number, kind: string, message: string, values: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.kind = kind
    this.values = values
  }
}

/** There is nothing at this address that this reader may see; the answer is the same for "absent" and "hidden". */
export class NotFound extends Problem {
  constructor(what: string, id: string) {
    super(404, 'not-found', `No ${what} "${id}"`, { what, id })
  }
}

export class SignInNeeded extends Problem {
  constructor() {
    super(401, 'sign-in-needed', 'Sign in first')
  }
}

export class Forbidden extends Problem {
  constructor(action: string) {
    super(403, 'forbidden', `Not allowed: ${action}`, { action })
  }
}

export class Invalid extends Problem {
  constructor(message: string, values: Record<string, string> = {}) {
    super(400, 'invalid', message, values)
  }
}

export class Conflict extends Problem {
  constructor(message: string, values: Record<string, string> = {}) {
    super(409, 'conflict', message, values)
  }
}
