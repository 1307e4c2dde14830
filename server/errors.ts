/**
 * The errors that a service throws and the one error handler answers (see web/error-page.ts).
 * `message` is for the log; what the reader sees comes from the message files: `error.<about>.heading` and so on, where `about` is the status unless an error has texts of its own.
 */
export class Problem extends Error {
  /** An HTTP status from 400 on. */
  readonly status: number
  /** Which of the texts `error.<about>.…` the reader sees. */
  readonly about: string

  constructor(status: number, message: string, about = String(status)) {
    super(message)
    this.status = status
    this.about = about
  }
}

/** There is nothing at this address that this reader may see; the answer is the same for "absent" and "hidden". */
export class NotFound extends Problem {
  constructor(what: string, id: string) {
    super(404, `No ${what} "${id}"`)
  }
}

export class SignInNeeded extends Problem {
  constructor() {
    super(401, 'Sign in first')
  }
}

export class Forbidden extends Problem {
  constructor(action: string) {
    super(403, `Not allowed: ${action}`)
  }
}

export class Invalid extends Problem {
  constructor(message: string) {
    super(400, message)
  }
}

export class Conflict extends Problem {
  constructor(message: string) {
    super(409, message)
  }
}

/** The start failed for a reason outside the product. `message` is one line that says what is wrong. */
export class CannotStart extends Error {}
