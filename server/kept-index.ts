import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { searchSource } from './content/search-source.ts'
import type { House } from './house.ts'

/** More changes than this take longer one by one than everything anew. */
export const mostCaughtUp = 2000
/** After so many changes the index is kept again. */
export const often = 500

/** The index of search in a file, so that a start need not make it anew. */
export interface KeptIndex {
  /** Takes the kept index over, if there is one to be trusted, and gives the last change that it knows. */
  restore(): Promise<number | undefined>
  /** The index knows every change up to this one; keeps it when much is new. */
  indexKnows(number: number): void
  /** Keeps what is new; resolves when nothing is being written any more. */
  close(): Promise<void>
}

/** Keeps it in the data folder; on MongoDB that folder may be absent, and then nothing is kept. */
export function openKeptIndex({ config, search, store, changes, log }: House): KeptIndex {
  const file = join(config.dataFolder, 'search-index')
  let known = 0
  let kept = 0
  let keeping: Promise<void> | undefined

  async function keep(): Promise<void> {
    const number = known
    const seal = await changes.sealOf(number)
    if (seal && existsSync(config.dataFolder)) await search.keep(file, { number, seal })
    kept = number
  }

  const keepNow = () => {
    keeping ??= keep()
      .catch((error) => log.error('The index of search could not be kept', error))
      .finally(() => {
        keeping = undefined
      })
    return keeping
  }

  return {
    async restore() {
      if (!existsSync(file)) return undefined
      try {
        const { number } = await search.restore(file, searchSource(store), async ({ number, seal }) => {
          const known = await changes.sealOf(number)
          if (known === undefined || known !== seal) return false
          return (await changes.since(number)).length <= mostCaughtUp
        })
        known = number
        kept = number
        return number
      } catch (error) {
        log.info(`Search indexes everything anew: ${(error as Error).message}`)
        return undefined
      }
    },

    indexKnows(number) {
      known = Math.max(known, number)
      if (kept === 0 || known - kept >= often) void keepNow()
    },

    async close() {
      await keeping
      if (known > kept) await keepNow()
    },
  }
}
