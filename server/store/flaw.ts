/** Something in the store that is not as it should be. */
export interface Flaw {
  /** A collection, or a collection and one of its documents: `items desk-protocols/paspoort`. */
  where: string
  /** What is wrong there, in plain words. */
  what: string
  /** Puts it right; absent where somebody must decide. */
  mend?: () => Promise<void>
}
