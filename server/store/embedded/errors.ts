/** MongoDB's names for the error codes this server answers with. */
const CODE_NAMES: Record<number, string> = {
  2: 'BadValue',
  8: 'UnknownError',
  9: 'FailedToParse',
  11: 'UserNotFound',
  13: 'Unauthorized',
  14: 'TypeMismatch',
  15: 'Overflow',
  16: 'InvalidLength',
  20: 'IllegalOperation',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  50: 'MaxTimeMSExpired',
  52: 'DollarPrefixedFieldName',
  53: 'InvalidIdField',
  54: 'NotSingleValueField',
  56: 'EmptyFieldName',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  96: 'OperationFailed',
  112: 'WriteConflict',
  115: 'CommandNotSupported',
  117: 'ConflictingOperationInProgress',
  121: 'DocumentValidationFailure',
  125: 'CommandFailed',
  146: 'ExceededMemoryLimit',
  168: 'InvalidPipelineOperator',
  171: 'CannotIndexParallelArrays',
  197: 'InvalidIndexSpecificationOption',
  225: 'TransactionTooOld',
  238: 'NotImplemented',
  241: 'ConversionFailure',
  251: 'NoSuchTransaction',
  256: 'TransactionCommitted',
  261: 'TooManyLogicalSessions',
  263: 'OperationNotSupportedInTransaction',
  11000: 'DuplicateKey',
  10334: 'BSONObjectTooLarge',
  17419: 'Location17419',
}

/** An error as MongoDB reports it: `code` and `message` are the server's own, `details` are further reply fields. */
export class MongoError extends Error {
  readonly code: number
  readonly details: Record<string, unknown>
  readonly labels: string[]

  constructor(code: number, message: string, details: Record<string, unknown> = {}, labels: string[] = []) {
    super(message)
    this.code = code
    this.details = details
    this.labels = labels
  }

  get codeName(): string {
    return CODE_NAMES[this.code] ?? `Location${this.code}`
  }

  /** The reply document of a command that failed. */
  toReply(): Record<string, unknown> {
    const labels = this.labels.length > 0 ? { errorLabels: this.labels } : {}
    return { ok: 0, errmsg: this.message, code: this.code, codeName: this.codeName, ...this.details, ...labels }
  }
}

/** The code of a command that took longer than it may. */
export const TIME_EXCEEDED = 50

/** The label that tells a driver to run the whole transaction again. */
export const TRANSIENT = 'TransientTransactionError'

export const badValue = (message: string): MongoError => new MongoError(2, message)
export const failedToParse = (message: string): MongoError => new MongoError(9, message)
export const typeMismatch = (message: string): MongoError => new MongoError(14, message)

/** A write met a change by a transaction; MongoDB's words. */
export function writeConflict(): MongoError {
  const message = 'Caused by :: Write conflict during plan execution and yielding is disabled.'
  return new MongoError(112, message, {}, [TRANSIENT])
}
