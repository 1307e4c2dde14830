import type { Reader } from '../access/reader.ts'

/** Something that refers to attachments: items, drafts. */
export interface Referrer {
  /** Whether there is something that `reader` may read and that refers to this attachment. */
  shows(id: string, reader: Reader): Promise<boolean>
  /** Those of these attachments that anything refers to, whoever may read it. */
  inUse(ids: string[]): Promise<string[]>
}
