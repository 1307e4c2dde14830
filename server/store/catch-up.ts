import { type ChangeLog, isWhole, type TakeChanges } from './changes.ts'

/**
 * Gives a function that hands everything that changed since its last call to `take`, and resolves when that is done. It asks
 * the store for the number of the latest change each time, so that nobody is answered by what was true a moment ago.
 * @param from the last change that is known already
 */
export function catchingUp(
  changes: Pick<ChangeLog, 'latest' | 'since'>,
  from: number,
  take: TakeChanges,
): () => Promise<void> {
  let known = from
  let taking: Promise<void> | undefined

  async function takeUpTo(latest: number): Promise<void> {
    const fresh = await changes.since(known)
    await take(fresh, isWhole(fresh, known))
    known = Math.max(latest, fresh.at(-1)?.number ?? 0)
  }

  return async () => {
    const latest = await changes.latest()
    while (known < latest) {
      taking ??= takeUpTo(latest).finally(() => {
        taking = undefined
      })
      await taking
    }
  }
}
