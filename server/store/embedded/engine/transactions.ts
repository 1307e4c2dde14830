import type { Doc } from '../bson/values.ts'
import type { Transaction } from './transaction.ts'

/** The open transactions and the documents each of them has claimed for writing. */
export class Transactions {
  readonly open: Set<Transaction> = new Set()
  readonly #owners: Map<string, Transaction> = new Map()

  ownerOf(namespace: string, id: string): Transaction | undefined {
    return this.#owners.size === 0 ? undefined : this.#owners.get(`${namespace}\0${id}`)
  }

  own(namespace: string, id: string, transaction: Transaction): void {
    this.#owners.set(`${namespace}\0${id}`, transaction)
  }

  release(transaction: Transaction): void {
    this.open.delete(transaction)
    for (const [claim, owner] of this.#owners) if (owner === transaction) this.#owners.delete(claim)
  }

  /** Tell every open transaction, except the writer itself, what a document was before it changed. */
  preserve(namespace: string, id: string, before: Doc | undefined, writer?: Transaction): void {
    for (const transaction of this.open) {
      if (transaction !== writer) transaction.preserve(namespace, id, before)
    }
  }

  endAll(): void {
    for (const transaction of [...this.open]) transaction.end()
  }

  /** Those with uncommitted writes in a collection that is about to be dropped. */
  writingTo(namespace: string): Transaction[] {
    return [...this.open].filter((transaction) => transaction.hasWritten(namespace))
  }

  /** Those that hold documents of a collection that is about to be given an index, which theirs would not have. */
  holding(namespace: string): Transaction[] {
    return [...this.open].filter((transaction) => transaction.hasDocuments(namespace))
  }
}
