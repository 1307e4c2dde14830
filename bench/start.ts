import { spawnSync } from 'node:child_process'
import type { Workshop } from './house.ts'
import { compile } from './process.ts'
import { launch } from './product.ts'
import { median, ms, printTable, tell, temporaryFolder, timed, times } from './support.ts'
import { shippedLibrary } from './synthetic-library.ts'

const rounds = 5

/** From the start of the process until /health answers 200, with the shipped library. The unit is Node itself, doing nothing. */
export async function startUp(_: Workshop): Promise<void> {
  compile()
  const node: number[] = []
  const first: number[] = []
  const next: number[] = []
  for (let round = 1; round <= rounds; round++) {
    tell(`start-up, round ${round} of ${rounds}`)
    const dataFolder = temporaryFolder()
    node.push((await timed(() => spawnSync(process.execPath, ['-e', '']))).ms)
    first.push(await timeOfStart(dataFolder))
    next.push(await timeOfStart(dataFolder))
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
      row('next start: library compared, index built', next),
    ],
  )
}

async function timeOfStart(dataFolder: string): Promise<number> {
  const product = await launch({ dataFolder, library: shippedLibrary })
  await product.stop()
  return product.readyMs
}
