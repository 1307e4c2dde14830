import { checkStore } from '../../check-store.ts'
import { progressBar } from '../../progress.ts'
import type { Flaw } from '../../store/flaw.ts'
import { type Command, read } from '../command.ts'
import { onStore } from './on-store.ts'
import { count, since } from './words.ts'

/** Reports everything that is wrong in the store. 1 when something is wrong and was not mended. */
export const check: Command = async (words, { config, plugins }) => {
  const { values } = read(words, { mend: { type: 'boolean', default: false } })
  const began = performance.now()
  const bar = progressBar('Checking')
  const lines: string[] = []
  const counts = { mended: 0, mendable: 0, left: 0 }
  await onStore(config(), async (store) => {
    for await (const flaw of checkStore(store, await plugins(), bar.show)) {
      const { outcome, remark } = await deal(flaw, values.mend)
      counts[outcome]++
      lines.push(`${flaw.where}: ${flaw.what}${remark}`)
    }
  }).finally(bar.stop)
  for (const line of lines) console.log(line)
  const { mended, mendable, left } = counts
  console.log(`${count(lines.length, 'flaw')}, ${mended} mended, in ${since(began)}`)
  if (mendable > 0) console.log(`kenniskompas store check --mend mends ${mendable} of them.`)
  return mendable + left > 0 ? 1 : 0
}

type Outcome = 'mended' | 'mendable' | 'left'

/** Mends a flaw where that is wanted and possible. */
async function deal({ mend }: Flaw, wanted: boolean): Promise<{ outcome: Outcome; remark: string }> {
  if (!mend) return { outcome: 'left', remark: '' }
  if (!wanted) return { outcome: 'mendable', remark: '' }
  try {
    await mend()
    return { outcome: 'mended', remark: ' (mended)' }
  } catch (error) {
    return { outcome: 'left', remark: ` (could not be mended: ${(error as Error).message})` }
  }
}
