/** Why a file cannot be attached; the words for it are the messages `attachment.problem.<reason>`. */
export type Reason =
  | 'missing'
  | 'empty'
  | 'brokenOff'
  | 'tooLarge'
  | 'notAllowed'
  | 'lies'
  | 'tooManyPixels'
  | 'unreadable'
  | 'altMissing'
  | 'altTooLong'

/** A file, or what was said of it, will not do. Nothing of it was kept. */
export class AttachmentRefused extends Error {
  readonly reason: Reason
  /** What to fill in in the message. */
  readonly values: Record<string, string | number>
  constructor(reason: Reason, values: Record<string, string | number> = {}) {
    super(`Attachment refused: ${reason}`)
    this.reason = reason
    this.values = values
  }
}
