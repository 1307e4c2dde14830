/** The most that one question may cost, whatever was typed; usual questions cost a small part of it. */
const most = {
  /** Times that all words are compared with an unknown one. */
  respelt: 16,
  /** Times that all words are compared with one that has `*` before its end. */
  patterns: 3,
  /** Words that the words with `*` or `~` may stand for together. */
  begun: 48,
  /** Words that those with `*` or `~` that must not be there may stand for together; of a common beginning the most frequent. */
  forbidden: 500,
  /** Words of texts that are read for phrases: all of some eight thousand long documents. */
  read: 3_000_000,
  /** Words of texts that are read for neighbours: all of fifty very long documents. */
  compared: 1_000_000,
}

type Work = keyof typeof most

/** What answering one question has cost; what is beyond the most is left undone. */
export class Effort {
  readonly #spent: Record<Work, number> = { respelt: 0, patterns: 0, begun: 0, forbidden: 0, read: 0, compared: 0 }

  /** Notes work that is about to be done. False when there was enough of it. */
  spend(work: Work, amount = 1): boolean {
    if (this.#spent[work] >= most[work]) return false
    this.#spent[work] += amount
    return true
  }

  /** An equal part of what may be spent for each of so many. */
  share(work: Work, among: number): number {
    return Math.max(1, Math.floor(most[work] / among))
  }

  get spent(): Readonly<Record<Work, number>> {
    return this.#spent
  }
}
