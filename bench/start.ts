import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Workshop } from './house.ts'
import { compile } from './process.ts'
import { launch } from './product.ts'
import { median, ms, printTable, tell, temporaryFolder, timed, times } from './support.ts'
import { shippedLibrary } from './synthetic-library.ts'

const rounds = 5

const many = 10_000

/**
 * From the start of the process until /health answers 200, with the shipped library, and with many items with and without the
 * index that was kept. The unit is Node itself, doing nothing.
 */
export async function startUp(workshop: Workshop): Promise<void> {
  compile()
  const node: number[] = []
  const first: number[] = []
  const next: number[] = []
  for (let round = 1; round <= rounds; round++) {
    tell(`start-up, round ${round} of ${rounds}`)
    const dataFolder = temporaryFolder()
    node.push((await timed(() => spawnSync(process.execPath, ['-e', '']))).ms)
    first.push(await timeOfStart(dataFolder, shippedLibrary))
    next.push(await timeOfStart(dataFolder, shippedLibrary))
  }
  const { dataFolder } = await workshop.stocked(many)
  const building: number[] = []
  const loading: number[] = []
  for (let round = 1; round <= rounds; round++) {
    tell(`start-up with ${many} items, round ${round} of ${rounds}`)
    rmSync(join(dataFolder, 'search-index'), { force: true })
    building.push(await timeOfStart(dataFolder, 'none'))
    loading.push(await timeOfStart(dataFolder, 'none'))
  }
  const row = (name: string, all: number[]) => [
    name,
    ms(median(all)),
    ms(Math.min(...all)),
    ms(Math.max(...all)),
    times(median(all) / median(node)),
  ]
  printTable(
    ['ready after', 'median', 'fastest', 'slowest', "× `node -e ''`"],
    [
      row("`node -e ''`", node),
      row('first start: store created, library imported', first),
      row('next start: library compared, index loaded', next),
      row('10,000 items: index built', building),
      row('10,000 items: index loaded', loading),
    ],
  )
}

async function timeOfStart(dataFolder: string, library: string): Promise<number> {
  const product = await launch({ dataFolder, library })
  await product.stop()
  return product.readyMs
}
