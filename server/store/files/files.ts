/**
 * What is too large for a document: bytes by id, kept beside the documents. Whoever saves some writes the document that
 * tells of them afterwards, and whoever removes some removes that document first, so that no document promises what is not there.
 */
export interface Files {
  /** Keeps bytes so that they survive a power cut, in the place of what was there. */
  save(id: string, bytes: Buffer): Promise<void>
  read(id: string): Promise<Buffer | undefined>
  /** Removes bytes; it is no error when they are gone already. */
  remove(id: string): Promise<void>
  list(): Promise<StoredFile[]>
  /** Removes what was begun before this moment and never finished, because a process was killed. */
  tidy(before: Date): Promise<void>
}

export interface StoredFile {
  id: string
  savedAt: Date
}

/** The ids that files may have: they become names on disk. */
const fileId = /^[0-9a-f]{24}$/

export const isFileId = (id: string): boolean => fileId.test(id)
